// Bundles styles, the chart bridge and ECharts into public/assets, and copies the fonts. Run by `npm run bundle`.
import { build } from "esbuild";
import { mkdir, readFile, writeFile } from "node:fs/promises";

const assets = "public/assets";
const fonts = "node_modules/@fontsource-variable/inter/files";
const subsets = ["latin", "latin-ext"].map((subset) => `inter-${subset}-wght-normal.woff2`);

const common = { outdir: assets, bundle: true, minify: true, external: ["/assets/*"], logLevel: "warning", write: false };

// What is the same stays untouched: its date tells the site tool whether anything is left to do.
async function put(path, contents) {
  const before = await readFile(path).catch(() => undefined);
  if (!before?.equals(contents)) await writeFile(path, contents);
}

await mkdir(`${assets}/fonts`, { recursive: true });
const built = await Promise.all([
  build({ ...common, entryPoints: { app: "style/main.css" } }),
  build({
    ...common,
    entryPoints: { bridge: "src/charts/browser/bridge.js", charts: "src/charts/browser/charts.js" },
    format: "esm",
    target: "es2022",
    legalComments: "none",
  }),
]);
await Promise.all([
  ...built.flatMap((result) => result.outputFiles).map((file) => put(file.path, file.contents)),
  ...subsets.map(async (file) => put(`${assets}/fonts/${file}`, await readFile(`${fonts}/${file}`))),
]);
