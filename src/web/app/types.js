// The messages between the page and the program, as src/web/src/message.rs has them.

/**
 * @typedef {Array<string | number>} Path
 * @typedef {{set: [Path, string]} | {add: [Path, New]} | {remove: Path} | {rename: [Path, string]}
 *   | {move: [Path, Path]} | {copy: [Path, Path, string, string]} | {addBar: [Path, string, [number, number]]}
 *   | {setMonths: [Path, [number, number]]}} Change
 * @typedef {"empty" | {text: string} | {list: New[]} | {map: Array<[string, New]>}} New
 * @typedef {{at: number, old: string, new: string}} Patch
 * @typedef {{path: Path, named: Path, is_whole: boolean, is_mark: boolean, kind: string, months: string, span: [number, number] | null,
 *   ends: [string, string] | null, is_word: boolean, fill: string, ink: string}} Bar
 * @typedef {{meetings: Occasion[]} | {bars: Bar[]} | {other: string}} Schedule
 * @typedef {{number: string, texts: Array<string | null>, starts_page: boolean, schedule: Schedule}} Row
 * @typedef {{heading: string, category: string, rows: Row[]}} Theme
 * @typedef {{path: Path, is_bare: boolean, month: string, at: [number, number] | null, label: string, agenda: string[],
 *   body: string, held: Meeting[] | null}} Meeting
 * @typedef {{at: [number, number], label: string}} Occasion
 * @typedef {{head: Record<string, string | null>, ignored: string[], thirds: number,
 *   times: Array<{name: string, full_name: string, start: number, end: number}>,
 *   columns: Array<{key: string, required: boolean}>, meetings: Meeting[], occasions: Occasion[], themes: Theme[],
 *   kinds: string[]}} Table
 * @typedef {{text: string, table: Table | null, template: string | null, missing: string[], patch: Patch | null}} State
 * @typedef {{name: string, bytes: Uint8Array, isNew?: boolean}} Beside a file beside the data; a new one stands on no
 *   disk yet
 * @typedef {{path: Path | null, start: number, end: number, line: number}} Spot
 * @typedef {{severity: "error" | "warning" | "hint", rule: string | null, message: string, remedy: string,
 *   characters: string | null, place: Spot | null, mend: {patch: Patch, name: string} | null,
 *   in_template: boolean}} Finding
 * @typedef {{pages: string[], faces: number, columns: Array<string | null>, paper: string, body: number}} Made
 * @typedef {{findings: Finding[], counts: [number, number, number], made: Made | null}} Layout
 * @typedef {Omit<Layout, "made"> & {made: Omit<Made, "pages"> & {pages: MadePage[]} | null}} LayoutAnswer
 * @typedef {{number: number, svg: string | null}} MadePage a page without its SVG is one that the page holds
 * @typedef {{number: string | null, field: string, kind: "changed" | "added" | "deleted" | "moved",
 *   runs: Array<["=" | "-" | "+", string]>}} Difference
 * @typedef {{changes: Difference[], marked: string[] | null, comparison: string[] | null}} Compared
 * @typedef {{text: string, value: any, columns: any[]}} Look
 * @typedef {{list: Array<{agency: string, numbers: string[]}>,
 *   questions: Array<{number: string, item: string, name: string, why: string}>}} Recipients
 * @typedef {{id: number, agency: string | null, among: string[], is_listed: boolean, has_twin: boolean, refused: Refusal | null}} Reading
 * @typedef {"reply" | "current" | {own: string}} Choice
 * @typedef {{number: string, field: string, is_row: boolean, kind: string, is_conflict: boolean, joins: boolean,
 *   base: string, current: Array<["=" | "-" | "+", string]> | null, agencies: string[], reply: string, marked: Array<["=" | "-" | "+", string]>,
 *   remark: string}} Proposal
 * @typedef {{file: string, agency: string, number: string, text: string}} Note
 * @typedef {{files: Reading[], proposals: Proposal[], choices: Array<Choice | null>, notes: Note[]}} Matched
 * @typedef {{pages: string[] | null, count: [number, number], written: number,
 *   tally: Array<[string, [number, number, number]]>, mistakes: Refusal[]}} Tried
 * @typedef {{message: string, remedy: string}} Refusal
 * @typedef {{year: string, era: [string, string] | null, rows: Array<[string, string]>}} Questions
 * @typedef {{path: Path | null, line: number, said: string, why: string}} YearLook
 * @typedef {{name: string, changes: number, looks: YearLook[], bytes: Uint8Array}} NewYear
 * @typedef {{state?: State, names?: string[], questions?: Questions, newYear?: NewYear, layout?: LayoutAnswer, compared?: Compared,
 *   template?: Look, recipients?: Recipients, matched?: Matched, tried?: Tried, files?: Array<{name: string, bytes: Uint8Array}>,
 *   refused?: Refusal, file?: Uint8Array, mistaken?: boolean}} Answer
 */

export {};
