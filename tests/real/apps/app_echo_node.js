// An echo on Node's net or dgram module: node app_echo_node.js tcp|udp PORT
"use strict";
const dgram = require("dgram");
const net = require("net");

const [transport, port] = [process.argv[2], Number(process.argv[3])];

if (transport === "tcp") {
  net.createServer((socket) => {
    socket.on("error", () => {}); // the client has reset the connection
    socket.pipe(socket);
  }).listen(port, "127.0.0.1");
} else {
  const socket = dgram.createSocket("udp4");
  socket.on("message", (octets, { address, port }) => socket.send(octets, port, address));
  socket.bind(port, "127.0.0.1");
}
