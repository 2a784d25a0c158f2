// An echo on npm's ws: node app_ws_node.js PORT
"use strict";
const { WebSocketServer } = require("ws");

// permessage-deflate is off by default
const server = new WebSocketServer({ host: "127.0.0.1", port: Number(process.argv[2]), perMessageDeflate: true });
server.on("connection", (socket) => {
  socket.on("error", () => {}); // ws has failed the connection; without a listener the process would end
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
});
