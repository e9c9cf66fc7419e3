/** What a PNG or a JPEG says of itself before its pixels are decoded. */

/** Facts of a picture that may be made smaller. */
export interface RasterFacts {
  kind: "png" | "jpeg";
  /** In pixels, as they are stored: a camera that was held upright stores its picture lying. */
  width: number;
  height: number;
  /** The parts of the file that say what its colours mean, as they stand in it. */
  colours: Buffer;
}

const PNG_SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

/** Facts of a still PNG or JPEG; null for all else, for moving pictures, and for colours that screens do not mix. */
export function readRaster(data: Buffer): RasterFacts | null {
  try {
    if (data.subarray(0, 8).equals(PNG_SIGNATURE)) return readPng(data);
    return data.readUInt16BE(0) === START_OF_IMAGE ? readJpeg(data) : null;
  } catch {
    return null; // the file ends within its head
  }
}

const IHDR_AT = 8;
/** Of a colour profile, of which the names say whether it is one of greys. */
const GREY_TYPES = new Set([0, 4]);

function readPng(data: Buffer): RasterFacts | null {
  const [width, height] = [data.readUInt32BE(IHDR_AT + 8), data.readUInt32BE(IHDR_AT + 12)];
  const isGrey = GREY_TYPES.has(data.readUInt8(IHDR_AT + 17));
  const colours: Buffer[] = [];
  for (let at = IHDR_AT; ;) {
    const length = data.readUInt32BE(at);
    const name = data.toString("latin1", at + 4, at + 8);
    if (name === "acTL") return null;
    if (name === "IDAT") return { kind: "png", width, height, colours: Buffer.concat(colours) };
    // A grey picture comes back in colours, which its profile would not fit.
    if (/^(?:gAMA|cHRM|sRGB)$/.test(name) || (name === "iCCP" && !isGrey)) {
      colours.push(data.subarray(at, at + length + 12));
    }
    at += length + 12;
  }
}

const START_OF_IMAGE = 0xffd8;
const COLOUR_PROFILE = "ICC_PROFILE\0";

function readJpeg(data: Buffer): RasterFacts | null {
  const colours: Buffer[] = [];
  for (let at = 2; ;) {
    const marker = data.readUInt16BE(at);
    if (marker === 0xffff) at += 1;
    else {
      const length = data.readUInt16BE(at + 2);
      if (isFrame(marker)) {
        const [height, width, components] = [data.readUInt16BE(at + 5), data.readUInt16BE(at + 7), data[at + 9]];
        return components === 3 || components === 1
          ? { kind: "jpeg", width, height, colours: Buffer.concat(components === 1 ? [] : colours) }
          : null;
      }
      if (marker < 0xff00 || marker === 0xffda) return null;
      const isProfile = marker === 0xffe2 && data.toString("latin1", at + 4, at + 16) === COLOUR_PROFILE;
      if (isProfile) colours.push(data.subarray(at, at + length + 2));
      at += length + 2;
    }
  }
}

/** The markers that begin a frame: 0xffc0 to 0xffcf but for tables and arithmetic's conditions. */
function isFrame(marker: number): boolean {
  return marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
}

/** A file that was just written, with the parts that say what its colours mean: behind the first part of each kind. */
export function withColours(data: Buffer, kind: RasterFacts["kind"], colours: Buffer): Buffer {
  const at = kind === "png" ? IHDR_AT + 25 : 4 + data.readUInt16BE(4);
  return Buffer.concat([data.subarray(0, at), colours, data.subarray(at)]);
}
