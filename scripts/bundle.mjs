// Bundles styles, the chart bridge and ECharts into public/assets, and copies the fonts. Run by `npm run bundle`.
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";

const assets = "public/assets";
const fonts = "node_modules/@fontsource-variable/inter/files";
const subsets = ["latin", "latin-ext"].map((subset) => `inter-${subset}-wght-normal.woff2`);

await mkdir(`${assets}/fonts`, { recursive: true });
await Promise.all([
  build({
    entryPoints: { app: "style/main.css" },
    outdir: assets,
    bundle: true,
    minify: true,
    external: ["/assets/*"],
    logLevel: "warning",
  }),
  build({
    entryPoints: { bridge: "src/charts/browser/bridge.js", charts: "src/charts/browser/charts.js" },
    outdir: assets,
    bundle: true,
    format: "esm",
    minify: true,
    target: "es2022",
    external: ["/assets/*"],
    legalComments: "none",
    logLevel: "warning",
  }),
  ...subsets.map((file) => copyFile(`${fonts}/${file}`, `${assets}/fonts/${file}`)),
]);
