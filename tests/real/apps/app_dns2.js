// The server that the documentation of dns2 shows: it answers one A record to everything. `node app_dns2.js PORT`
const dns2 = require("dns2");
const { Packet } = dns2;

const server = dns2.createServer({
  udp: true,
  tcp: true,
  handle: (request, send) => {
    const response = Packet.createResponseFromRequest(request);
    const [question] = request.questions;
    const { name } = question;
    response.answers.push({ name, type: Packet.TYPE.A, class: Packet.CLASS.IN, ttl: 300, address: "192.0.2.80" });
    send(response);
  },
});

const place = { port: Number(process.argv[2]), address: "127.0.0.1" };
server.listen({ udp: place, tcp: place });
