/** Of `tar-fs`, which comes without types, what is used here and in the tests. */
declare module "tar-fs" {
  interface TarFs {
    extract(folder: string, options?: { chown?: boolean }): NodeJS.WritableStream;
    pack(folder: string): NodeJS.ReadableStream;
  }
  const tar: TarFs;
  export default tar;
}
