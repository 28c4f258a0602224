// Puts the focus into rows of the table.

/** Puts the focus on the text of a column in a row or theme; gives whether there is one. */
export function focusBody(body, column) {
  if (body?.tagName !== 'TBODY') {
    return false;
  }
  // A row that has not been near the view has no textareas yet.
  body.warm?.();
  const areas = body.querySelectorAll('textarea');
  areas[Math.min(column, areas.length - 1)]?.focus();
  return areas.length > 0;
}
