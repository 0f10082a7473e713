// Files dropped on the form are as good as chosen ones; the upload shows how far it is.

const form = document.querySelector("form[data-upload]");
const files = form.querySelector("input[type=file]");
const chosen = form.querySelector("[data-chosen]");
const bar = form.querySelector("[data-uploading]");

function showChosen() {
  chosen.textContent = [...files.files].map((each) => each.name).join(", ");
  chosen.hidden = !files.files.length;
}

function send() {
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = Math.round((100 * loaded) / total); });
  request.addEventListener("load", () => (request.status < 400 ? location.assign(request.responseURL) : failed()));
  request.addEventListener("error", failed);
  request.open("POST", form.action);
  request.send(new FormData(form));
  bar.hidden = false;
}

function failed() {
  bar.hidden = true;
  chosen.hidden = false;
  chosen.textContent = document.getElementById("failed-words").content.textContent;
}

files.addEventListener("change", showChosen);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
form.addEventListener("dragover", (event) => {
  event.preventDefault();
  form.classList.add("over");
});
form.addEventListener("dragleave", () => form.classList.remove("over"));
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  files.files = event.dataTransfer.files;
  showChosen();
});
