// Runs the program apart from the page, so that the page never waits for it.

/** @type {any} */
let program;

/**
 * The few calls of a system that the program makes (WASI preview 1). It has no files and no arguments; what it
 * prints is why it has stopped.
 */
const system = {
  clock_time_get(_clock, _precision, out) {
    new DataView(program.memory.buffer).setBigUint64(out, BigInt(Date.now()) * 1000000n, true);
    return 0;
  },
  random_get(start, length) {
    crypto.getRandomValues(new Uint8Array(program.memory.buffer, start, length));
    return 0;
  },
  environ_sizes_get(count, size) {
    const view = new DataView(program.memory.buffer);
    view.setUint32(count, 0, true);
    view.setUint32(size, 0, true);
    return 0;
  },
  fd_write(_file, parts, count, out) {
    const view = new DataView(program.memory.buffer);
    let written = 0;
    for (let part = parts; part < parts + 8 * count; part += 8) {
      const bytes = new Uint8Array(program.memory.buffer, view.getUint32(part, true), view.getUint32(part + 4, true));
      printed += new TextDecoder().decode(bytes);
      written += bytes.length;
    }
    view.setUint32(out, written, true);
    return 0;
  },
  proc_exit(code) {
    throw new Error(`exit ${code}`);
  },
};
let printed = '';

/** The first digit of texts that stand for bytes, the character behind it that is none, and the last digit. */
const [FIRST, LEFT_OUT, LAST] = ['!', '<', 'v'].map((digit) => digit.charCodeAt(0));

/** The bytes that a text stands for: five digits of 85 are four bytes (`base85` in the packer). */
function bytesOf(text) {
  const bytes = new DataView(new ArrayBuffer(Math.ceil(text.length / 5) * 4));
  for (let at = 0, from = 0; from < text.length; at += 4) {
    let number = 0;
    for (const end = from + 5; from < end; from += 1) {
      const code = from < text.length ? text.charCodeAt(from) : LAST;
      number = number * 85 + code - (code > LEFT_OUT ? FIRST + 1 : FIRST);
    }
    bytes.setUint32(at, number);
  }
  return bytes.buffer.slice(0, Math.floor((text.length * 4) / 5));
}

/** Unpacks the program and starts it. */
async function begin(text) {
  const stream = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream('gzip'));
  const module = await WebAssembly.compile(await new Response(stream).arrayBuffer());
  /** @type {WebAssembly.Imports} */
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = system[name] ?? (() => 0);
  }
  program = (await WebAssembly.instantiate(module, imports)).exports;
  program._initialize?.();
}

/** Puts bytes where the program can read them. */
function given(bytes) {
  const start = program.alloc(bytes.length);
  new Uint8Array(program.memory.buffer, start, bytes.length).set(bytes);
  return [start, bytes.length];
}

/** Asks the program; gives its answer, and the bytes of a file. */
function asked(request, file) {
  const [question, data] = [given(new TextEncoder().encode(JSON.stringify(request))), given(file)];
  const start = program.call(...question, ...data);
  const length = program.answer_length();
  const json = new DataView(program.memory.buffer).getUint32(start, true);
  const bytes = new Uint8Array(program.memory.buffer, start, length);
  const answer = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + json)));
  const made = bytes.slice(4 + json);
  [question, data, [start, length]].forEach((part) => program.give_back(...part));
  return { answer, made };
}

/** Does what a message asks for; tells why it can't. */
async function take({ id, program: text, request, file }) {
  try {
    if (text) {
      await begin(text);
      postMessage({ id });
      return;
    }
    const { answer, made } = asked(request, file ?? new Uint8Array());
    postMessage({ id, answer, made }, { transfer: [made.buffer] });
  } catch (error) {
    postMessage({ id, failed: `${error} ${printed}` });
  }
}

let turn = Promise.resolve();

// What comes while the program is unpacked waits for it.
onmessage = ({ data }) => { turn = turn.then(() => take(data)); };
