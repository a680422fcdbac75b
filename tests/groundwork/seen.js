// Every piece of text that is seen: its classes, its colour, and the colour that is painted behind its middle.
() => {
  const painted = (colour) => colour && colour !== "none" && !/rgba\(.*, 0\)/.test(colour);
  const behind = (element, x, y) => {
    for (const under of document.elementsFromPoint(x, y)) {
      if (under === element || ["text", "tspan"].includes(under.tagName)) continue;
      const style = getComputedStyle(under);
      const inPicture = under.namespaceURI.endsWith("svg") && under.tagName !== "svg";
      const colour = inPicture ? style.fill : style.backgroundColor;
      if (painted(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || ["style", "title"].includes(element.tagName)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getClientRects()[0];
    const picture = element.namespaceURI.endsWith("svg");
    found.push({
      text: node.data.trim(),
      kind: [element.tagName.toLowerCase(), ...element.classList].join("."),
      colour: getComputedStyle(element)[picture ? "fill" : "color"],
      paper: behind(element, box.x + box.width / 2, box.y + box.height / 2),
    });
  }
  return found;
}
