/* Large keys below a number field. The field alone is a working form; this adds to it. */

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/** The digits after one more key; `most` is the longest they may get. */
export function afterKey(digits, key, most) {
  if (key === "clear") return "";
  if (key === "erase") return digits.slice(0, -1);
  return digits.length < most ? digits + key : digits;
}

class Keypad {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input");
    this.most = this.input.maxLength > 0 ? this.input.maxLength : 20;
    // The keys are on the screen, so the phone's own keyboard stays away from them.
    this.input.inputMode = "none";
    root.append(this.keys());
  }

  keys() {
    const keys = document.createElement("div");
    keys.className = "keypad__keys";
    for (const digit of DIGITS) keys.append(this.key(digit, digit));
    keys.append(this.key("clear", this.root.dataset.clear));
    keys.append(this.key("0", "0"));
    keys.append(this.key("erase", this.root.dataset.erase));
    return keys;
  }

  key(name, words) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name.length > 1 ? "keypad__key keypad__key--word" : "keypad__key";
    button.textContent = words;
    button.addEventListener("click", () => this.press(name));
    return button;
  }

  press(name) {
    this.input.value = afterKey(this.input.value, name, this.most);
    this.input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

if (typeof document !== "undefined") {
  for (const root of document.querySelectorAll("[data-keypad]:not([data-started])")) {
    root.dataset.started = "";
    new Keypad(root);
  }
}
