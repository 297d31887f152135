// What a test asks of a page that it has open. Set by `looking.py` as `window.looking`.
(() => {
  const STOPS = "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]";
  const LARGE_ENOUGH = 24;

  const isShown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest("[inert]");
  const isVisuallyHidden = (e) => e.closest(".govuk-visually-hidden, .govuk-skip-link") !== null;

  const named = (e) => {
    const words = e.innerText || e.labels?.[0]?.innerText || e.getAttribute("aria-label") || "";
    return `<${e.localName}> ${words.trim().replace(/\s+/g, " ").slice(0, 50)}`;
  };

  // Something that scrolls within itself takes the focus, so that the keyboard can scroll it.
  const scrolls = (e) => {
    const style = getComputedStyle(e);
    const across = /auto|scroll/.test(style.overflowX) && e.scrollWidth > e.clientWidth;
    const down = /auto|scroll/.test(style.overflowY) && e.scrollHeight > e.clientHeight;
    return (across || down) && !e.querySelector(STOPS) && e.localName !== "textarea";
  };

  // Of radio buttons the keyboard stops at the chosen one, or the first; arrows lead to the others.
  const isPassed = (e) => {
    if (e.type !== "radio") return false;
    const group = [...document.getElementsByName(e.name)].filter((one) => one.form === e.form);
    return e !== (group.find((one) => one.checked) ?? group[0]);
  };

  const stopsOf = () => [...document.body.querySelectorAll("*")]
    .filter((e) => (e.matches(STOPS) ? e.tabIndex >= 0 && !e.disabled : scrolls(e)))
    .filter((e) => e.type !== "hidden" && isShown(e) && !isPassed(e));

  // A tick box is drawn by its label.
  const styleOf = (e) => (/checkbox|radio/.test(e.type) && e.labels?.[0]
    ? getComputedStyle(e.labels[0], "::before") : getComputedStyle(e));

  const look = (e) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor } = styleOf(e);
    const isOutlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
      && !/rgba\(.*, 0\)|transparent/.test(outlineColor);
    return { isOutlined, boxShadow, backgroundColor };
  };

  let stops = [], before = new Map();

  window.looking = {
    // Every place where the keyboard should stop, in the order of the document.
    stops() {
      stops = stopsOf();
      before = new Map(stops.map((e) => [e, look(e)]));
      return stops.map(named);
    },

    // Where the keyboard is; null when it has left the page.
    focus() {
      const e = document.activeElement;
      if (!document.hasFocus() || !e || e === document.body) return null;
      const was = before.get(e), now = look(e);
      const box = e.getClientRects()[0];
      const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return {
        place: stops.indexOf(e),
        name: named(e),
        isSeen: now.isOutlined || (was !== undefined
          && (was.boxShadow !== now.boxShadow || was.backgroundColor !== now.backgroundColor)),
        covered: over && (e.contains(over) || over.contains(e)) ? "" : over ? named(over) : "the edge",
      };
    },

    // Stops that stand above or, in one line, before the one that they follow: for narrow pages,
    // where everything is in one column.
    outOfOrder() {
      const boxes = stopsOf().filter((e) => !isVisuallyHidden(e)).map((e) => [e, e.getClientRects()[0]]);
      return boxes.slice(1).filter(([, box], n) => {
        const last = boxes[n][1];
        const isBeside = box.top < last.bottom - 4 && last.top < box.bottom - 4;
        return isBeside ? box.left < last.left : box.top < last.top;
      }).map(([e]) => named(e));
    },

    // Targets smaller than 24 by 24 px, neither in a sentence nor with room around (WCAG 2.5.8).
    tooSmall() {
      const targets = stopsOf().filter((e) => !isVisuallyHidden(e) && !scrolls(e)).map((e) => {
        const label = /checkbox|radio/.test(e.type) ? e.labels?.[0] : null;
        const boxes = [e, label].filter(Boolean).flatMap((one) => [...one.getClientRects()]);
        return { e, boxes };
      });
      const isInSentence = ({ e }) => getComputedStyle(e).display === "inline"
        && [...e.parentNode.childNodes].some((n) => n.nodeType === 3 && n.data.trim().length > 1);
      const isLarge = ({ boxes }) => boxes.some((b) => b.width >= LARGE_ENOUGH && b.height >= LARGE_ENOUGH);
      const centre = (b) => [b.x + b.width / 2, b.y + b.height / 2];
      const reaches = ([x, y], b) => {
        const across = Math.max(b.left - x, 0, x - b.right), down = Math.max(b.top - y, 0, y - b.bottom);
        return Math.hypot(across, down) < LARGE_ENOUGH / 2 - 0.01;
      };
      const small = targets.filter((t) => !isInSentence(t) && !isLarge(t));
      return small.filter((t) => t.boxes.some((box) => targets.some((other) => other !== t
        && other.boxes.some((b) => reaches(centre(box), b)
          || (small.includes(other)
            && Math.hypot(...centre(box).map((v, n) => v - centre(b)[n])) < LARGE_ENOUGH - 0.01)))))
        .map(({ e }) => named(e));
    },

    // Text with the spacing of WCAG 1.4.12. A sheet made by a script is not refused by the policy.
    spaceText() {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
      document.adoptedStyleSheets = [sheet];
    },

    // Words that cannot be read: off the page, cut off by what holds them, or run out of its box.
    lost() {
      const width = document.documentElement.clientWidth;
      const found = new Set();
      const all = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      while (all.nextNode()) {
        const e = all.currentNode.parentElement;
        if (!all.currentNode.data.trim() || e.closest("svg, script, option")) continue;
        if (!isShown(e) || isVisuallyHidden(e)) continue;
        range.selectNodeContents(all.currentNode);
        const words = range.getBoundingClientRect();
        // Letters may reach out of a low line; half a line more is a line too many.
        const spare = parseFloat(getComputedStyle(e).fontSize) / 2;
        const leaves = (box, by) => words.right > box.right + 1 || words.bottom > box.bottom + by;
        let isBlock = false, fits = words.right <= width + 1 && words.left >= -1;
        for (let holder = e; holder !== document.body; holder = holder.parentElement) {
          const style = getComputedStyle(holder);
          if (/auto|scroll/.test(style.overflowX)) {
            fits = true;
            break;
          }
          if (style.display.startsWith("inline")) continue;
          const box = holder.getBoundingClientRect();
          if (/hidden|clip/.test(style.overflow) && leaves(box, 1)) fits = false;
          if (!isBlock && leaves(box, spare)) fits = false;
          isBlock = true;
        }
        if (!fits) found.add(named(e));
      }
      return [...found];
    },

    // How far things moved after they were first drawn: Cumulative Layout Shift, without windows.
    shift: () => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => setTimeout(() => done(sum), 0));
    }),
  };
})();
