// The little application on Node's http module: node app_node.js PORT
"use strict";
const http = require("http");

const BASE = "http://localhost"; // for targets in origin form, which are no URL by themselves

function lines(rawHeaders) {
  let text = "";
  for (let i = 0; i < rawHeaders.length; i += 2) text += `${rawHeaders[i]}: ${rawHeaders[i + 1]}\n`;
  return Buffer.from(text, "latin1");
}

function answer(request, content) {
  const path = URL.canParse(request.url, BASE) ? new URL(request.url, BASE).pathname : null;
  if (path === "/" && ["GET", "HEAD"].includes(request.method)) return [200, "text/plain", "hello\n"];
  if (path === "/echo") return [200, "application/octet-stream", content];
  if (path === "/headers") return [200, "text/plain", lines(request.rawHeaders)];
  return [404, "text/plain", "not found\n"];
}

const server = http.createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const [status, type, body] = answer(request, Buffer.concat(parts));
    response.writeHead(status, { "Content-Type": type, "Content-Length": Buffer.byteLength(body) });
    response.end(body);
  });
});
server.listen(Number(process.argv[2]), "127.0.0.1");
