/** Files that are none of ours, by their first bytes, with what their owner can do. */

const SAVE = "safetensors.torch.save_file";

const FOREIGN: readonly (readonly [magic: string, what: string, remedy: string])[] = [
  ["\x89HDF\r\n\x1a\n", "an HDF5 file", 'save its arrays with np.savez("dump.npz", q=np.asarray(f["q"]), ...)'],
  ["MATLAB 5.0 MAT", "a MATLAB file", 'save its arrays with np.savez("dump.npz", **scipy.io.loadmat(...))'],
  ["GGUF", "a GGUF file", `it holds a model's weights; save queries and keys with ${SAVE}`],
  ["\x1f\x8b", "compressed by gzip", "unpack it with gunzip"],
  ["PAR1", "a Parquet file", "save its arrays with np.save"],
  ["ARROW1", "an Arrow file", "save its arrays with np.save"],
];

/** A pickle's first byte, before its protocol's number. */
const PICKLE = 0x80;
const PROTOCOLS = 5;

/** The member that torch.save's archives have, whatever the folder that they are in. */
const TORCH_MEMBER = /(^|\/)data\.pkl$/;

/** What a file is, and what to do, or undefined where its first bytes tell nothing. */
export function foreignFile(bytes: Uint8Array): string | undefined {
  if (bytes[0] === PICKLE && bytes[1]! >= 2 && bytes[1]! <= PROTOCOLS) {
    return `it is a Python pickle, which is not read; save tensors with ${SAVE}, arrays with np.save`;
  }
  const beginning = String.fromCharCode(...bytes.subarray(0, 16));
  const found = FOREIGN.find(([magic]) => beginning.startsWith(magic));
  return found === undefined ? undefined : `it is ${found[1]}; ${found[2]}`;
}

/** Why a zip archive that holds no .npy files is refused. */
export function foreignZip(members: readonly string[]): string {
  return members.some((name) => TORCH_MEMBER.test(name))
    ? `it is a file by torch.save, which is not read; save its tensors with ${SAVE}`
    : "the archive must hold .npy files, as np.savez writes them";
}
