// Node's net: one event 'data' is taken for one request, on each connection. Usage: node one_event.js PORT
const net = require('net');

const NAMES = { 200: 'OK', 404: 'Not Found' };

function send(socket, status, body) {
  const length = `Content-Length: ${body.length}\r\n`;
  socket.write(`HTTP/1.1 ${status} ${NAMES[status]}\r\nContent-Type: text/plain\r\n${length}\r\n${body}`);
}

const server = net.createServer((socket) => {
  socket.on('error', () => socket.destroy());
  socket.on('data', (data) => {
    const [head, body = ''] = data.toString().split('\r\n\r\n');
    const [method, path] = head.split('\r\n')[0].split(' ');
    if (method === 'GET' && path === '/') send(socket, 200, 'Hello World!\n');
    else if (method === 'POST' && path === '/echo') send(socket, 200, body);
    else send(socket, 404, 'nothing here\n');
  });
});

server.listen(Number(process.argv[2]), '127.0.0.1');
