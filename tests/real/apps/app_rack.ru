# The little application on Rack: thin start -R app_rack.ru -p PORT

LINES = lambda do |environment|
  fields = environment.select { |key, value| key.start_with?("HTTP_") || key =~ /\ACONTENT_(TYPE|LENGTH)\z/ }
  fields.map { |key, value| "#{key.delete_prefix("HTTP_").tr("_", "-").downcase}: #{value}\n" }.join
end

ANSWER = lambda do |environment|
  path, method = environment["PATH_INFO"], environment["REQUEST_METHOD"]
  return ["200", "text/plain", "hello\n"] if path == "/" && %w[GET HEAD].include?(method)
  return ["200", "application/octet-stream", environment["rack.input"].read] if path == "/echo"
  return ["200", "text/plain", LINES.call(environment)] if path == "/headers"

  ["404", "text/plain", "not found\n"]
end

run(lambda do |environment|
  status, type, content = ANSWER.call(environment)
  fields = { "Content-Type" => type, "Content-Length" => content.bytesize.to_s }
  [status, fields, environment["REQUEST_METHOD"] == "HEAD" ? [] : [content]]
end)
