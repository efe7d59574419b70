/** Forms for faults and switches. */
export const formStyles = `
form { margin: 0 }
.title form { margin-left: auto }
.title button { padding: .05rem .6rem; font-size: .87rem }
button, select, input:not([type=checkbox]), textarea { min-width: 0; font: inherit; color: var(--text); background: var(--card); border: 1px solid var(--edge); border-radius: 6px; padding: .3rem .6rem; max-width: 100% }
button { cursor: pointer }
button:hover:not(:disabled) { border-color: var(--accent); color: var(--accent) }
button:disabled { cursor: default; color: var(--soft); border-color: var(--line) }
#add-fault, #add-fault-json, #set-switches { background: var(--accent); border-color: var(--accent); color: var(--card) }
#add-fault:hover, #add-fault-json:hover, #set-switches:hover { color: var(--card); text-decoration: underline }
.row { display: flex; flex-wrap: wrap; gap: .6rem .8rem; align-items: end; padding-top: .75rem; border-top: 1px solid var(--line) }
.row label, #fault-json-form label { display: grid; gap: .15rem; font-size: .93rem; color: var(--soft); min-width: 0; max-width: 100%; grid-template-columns: minmax(0, auto) }
.problem { flex-basis: 100% }
.problem:empty { display: none }
#fault-json-form { display: grid; gap: .5rem; justify-items: start; margin-top: .5rem }
#fault-json-form label { width: 100% }
textarea { width: 100%; font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .87rem; resize: vertical }
textarea::placeholder { color: var(--soft); opacity: 1 }
.switch { display: flex; gap: .2rem .6rem; justify-content: space-between; align-items: baseline; padding: .3rem 0; border-bottom: 1px solid var(--line) }
.switch .badge { flex: none }
.switch label.check { flex: 1 }
.check { display: flex; gap: .5rem; align-items: baseline; cursor: pointer; min-width: 0 }
.check input { flex: none; accent-color: var(--accent) }
.check input[type=checkbox] { width: 1.05rem; height: 1.05rem; margin: 0; align-self: start; margin-top: .2rem }
.check input[type=number] { width: 5.5rem; padding: .1rem .4rem }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; display: flex; flex-wrap: wrap; gap: .2rem 1rem; flex: 1 }
legend { padding: 0; margin-bottom: .2rem }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: .8rem }
`;
