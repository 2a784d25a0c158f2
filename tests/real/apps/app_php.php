<?php
// The little application on PHP's built-in server: php -S 127.0.0.1:PORT -t FOLDER app_php.php
// The server maps paths to files; where there is no file, it serves index.html, and PATH_INFO has the rest of the path.
$rest = $_SERVER['PATH_INFO'] ?? '';
if ($rest === '') {
    return false; // the file, by the server itself
}
if ($rest === '/echo') {
    header('Content-Type: application/octet-stream');
    echo file_get_contents('php://input');
} elseif ($rest === '/headers') {
    header('Content-Type: text/plain');
    foreach (getallheaders() as $name => $value) {
        echo "$name: $value\n";
    }
} else {
    http_response_code(404);
    echo "not found\n";
}
