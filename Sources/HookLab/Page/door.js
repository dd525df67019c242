// The token stands behind the #, which browsers keep to themselves; what it opens lies below it.
const found = /^#token=([0-9a-f]+)(?:&(.*))?$/.exec(location.hash);
const enter = () => location.replace(`/${found[1]}/${found[2] ? `#${found[2]}` : ""}`);
// Once this page is whole, so that whoever waits for it is not interrupted.
if (found) addEventListener("load", () => setTimeout(enter));
