/** Records, versions, requests and the plot. */
export const sectionStyles = `
.count { color: var(--soft); font-weight: 400; font-size: .92rem; font-variant-numeric: tabular-nums }
.empty { padding: .7rem .9rem; border: 1px dashed var(--line); border-radius: 8px }
.badge { padding: .05rem .6rem; border-radius: 99px; background: var(--tint); color: var(--accent); font-size: .87rem; font-weight: 400; text-decoration: none }
a.badge:hover { text-decoration: underline }
.badge.none { background: var(--sunk); color: var(--soft) }
.badge.bad { background: var(--badTint); color: var(--bad) }

.scroll { max-height: min(27rem, 75vh); overflow-y: auto; margin-right: -.5rem; padding-right: .5rem }
.records { list-style: none; margin: 0; padding: 0 }
.records > li { padding: .6rem 0; border-top: 1px solid var(--line) }
.records > li:first-child { border-top: 0; padding-top: 0 }
.records > li:last-child { padding-bottom: 0 }
.records > li:target .title h3 { text-decoration: underline; text-decoration-color: var(--accent) }
.title { display: flex; flex-wrap: wrap; gap: .2rem .6rem; align-items: baseline }
.facts { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; font-size: .93rem }

summary { cursor: pointer; color: var(--accent); width: fit-content }
.records details { margin-top: .25rem; font-size: .93rem }
details.version { margin-left: 1rem }
details.version > :not(summary) { margin: .4rem 0 .4rem 1rem }
@media (max-width: 30rem) { details.version, details.version > :not(summary) { margin-left: .5rem } }

table { border-collapse: collapse; width: 100% }
th { text-align: left; font-size: .87rem; font-weight: 600; color: var(--soft); white-space: nowrap }
th.number, td.number { text-align: right }
th, td { padding: .28rem .8rem .28rem 0; vertical-align: baseline; border-bottom: 1px solid var(--line) }
th:last-child, td:last-child { padding-right: 0 }
table.files { width: calc(100% - 1rem) }
.files th, .files td { padding-block: .15rem }
.files td.number { white-space: nowrap }
.requests thead th { position: sticky; top: 0; background: var(--card); z-index: 1 }
.requests td:first-child, .requests td:last-child { white-space: nowrap; color: var(--soft) }
.requests td:nth-child(3) { min-width: 3.5rem }
.method { font-weight: 600 }
.byFault { font-weight: 400; color: var(--soft) }

.plot { width: 100%; height: auto; display: block }
.plot .window { fill: var(--tint) }
.plot .bar { fill: var(--accent) }
.plot .bar.refused { fill: var(--bad) }
.plot .limit { stroke: var(--bad); stroke-dasharray: 4 3 }
.plot .ground { stroke: var(--edge) }
#rate .axis { display: flex; justify-content: space-between; margin-top: -.5rem; color: var(--soft); font-size: .87rem }
.axis .limit::before { content: ""; display: inline-block; width: 1.6em; margin-right: .4em; border-top: 1px dashed var(--bad); vertical-align: .3em }
#rate strong { font-size: 1.25rem; font-variant-numeric: tabular-nums }
`;
