/** Colours, type, and the page's frame: two columns if there is room, else one. */
export const baseStyles = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f3f5f8, #0e1217);
  --card: light-dark(#ffffff, #171c23);
  --sunk: light-dark(#f3f5f8, #10151b);
  --text: light-dark(#1b2129, #e6ebf1);
  --soft: light-dark(#55606d, #a3aebb);
  --line: light-dark(#dce1e8, #2b333d);
  --edge: light-dark(#7c8794, #73808e);
  --accent: light-dark(#0b57a4, #82bdff);
  --tint: light-dark(#e4eefa, #1b2d42);
  --good: light-dark(#19692f, #62d27c);
  --bad: light-dark(#b3261e, #ff9a91);
  --badTint: light-dark(#fdebe9, #3c1f1e);
}
* { box-sizing: border-box }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100% }
body {
  margin: 0 auto; max-width: 88rem; padding: 1.25rem 1.25rem 3rem;
  background: var(--ground); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3, p { margin: 0 }
h1 { font-size: 1.35rem; line-height: 1.3 }
h2 { font-size: 1.05rem; display: flex; flex-wrap: wrap; gap: .25rem .6rem; align-items: baseline }
h3 { font-size: 1rem }
code, td, .facts code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .87em }
a { color: var(--accent); text-underline-offset: .15em }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px }
h2:focus { outline: none }
.soft, .facts, .empty { color: var(--soft) }
.good { color: var(--good) } .bad { color: var(--bad); font-weight: 600 }
.number { text-align: right; font-variant-numeric: tabular-nums }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }

header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; justify-content: space-between; align-items: start }
#connection { color: var(--soft); padding: .2rem 0 }
#connection.live { color: var(--good) }
#connection.live::before { content: ""; display: inline-block; width: .6em; height: .6em; margin-right: .45em; border-radius: 50%; background: currentColor }
#connection.lost { flex-basis: 100%; padding: .5rem .8rem; border-radius: 8px; background: var(--badTint); color: var(--bad); font-weight: 600 }

nav { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0 }
nav a { padding: .3rem .75rem; border: 1px solid var(--line); border-radius: 99px; background: var(--card); color: var(--text); text-decoration: none }
nav a:hover { border-color: var(--edge) }
nav strong { color: var(--accent); font-variant-numeric: tabular-nums }

main, .column { display: grid; gap: 1rem; align-content: start; grid-template-columns: minmax(0, 1fr) }
@media (min-width: 62rem) { main { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) } }
main section[id] { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .9rem 1.1rem 1.1rem; display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr) }
@media (max-width: 30rem) { body { padding: 1rem .75rem 2rem } main section[id] { padding: .8rem .85rem 1rem } }
`;
