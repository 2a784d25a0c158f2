# The little application on WEBrick, beside its server of files: ruby app_webrick.rb PORT FOLDER
require "webrick"

port, folder = ARGV
log = WEBrick::Log.new($stderr, WEBrick::Log::ERROR)
server = WEBrick::HTTPServer.new(
  BindAddress: "127.0.0.1", Port: port.to_i, DocumentRoot: folder, Logger: log, AccessLog: []
)

# A servlet of `mount_proc` answers GET, HEAD, POST and PUT.
server.mount_proc("/echo") do |request, response|
  response.content_type = "application/octet-stream"
  response.body = request.body.to_s
end

server.mount_proc("/headers") do |request, response|
  response.content_type = "text/plain"
  response.body = request.raw_header.map { |line| line.chomp << "\n" }.join
end

trap("TERM") { server.shutdown }
server.start
