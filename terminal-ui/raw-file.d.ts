// A file's own text, as the build puts it into the shell.
declare module "*?raw" {
  export const text: string;
  export { text as default };
}
