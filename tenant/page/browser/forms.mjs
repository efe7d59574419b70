/**
 * Sends forms without leaving the page.
 *
 * @param {(html: string) => Document} show shows the page that the tenant answers with
 * @param {() => void} lost called if the tenant does not answer
 */
export function keepForms(show, lost) {
  document.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { target: form, submitter } = event;
    const section = form.closest("section[id]");
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form, submitter)),
      });
      const problems = form.querySelector(".problem");
      if (answer.ok) {
        form.reset();
      }
      const page = show(await answer.text());
      const problem = answer.ok ? "" : (page.getElementById(problems?.id)?.textContent ?? answer.statusText);
      if (problems) {
        problems.textContent = problem;
      }
      announce(problem === "" ? form.dataset.done : "");
      if (!document.contains(submitter) || submitter.disabled) {
        section.querySelector("h2").focus();
      }
    } catch {
      lost();
    }
  });
}

/** Says it to those who do not see the page change. */
function announce(text) {
  let place = document.getElementById("said");
  if (!place) {
    place = document.createElement("p");
    place.id = "said";
    place.className = "unseen";
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  place.textContent = text;
}
