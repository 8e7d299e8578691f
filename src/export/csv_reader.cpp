#include "export/csv_reader.h"

#include "core/error.h"
#include "core/message.h"

namespace codau::exports {
namespace {

constexpr int kEnd = std::char_traits<char>::eof();

}  // namespace

CsvReader::CsvReader(const std::filesystem::path& file, std::size_t skip)
    : stream_(file, std::ios::binary) {
  stream_.ignore(static_cast<std::streamsize>(skip));
  if (!stream_)
    throw Error(
        ErrorCode::kOutput,
        file.string() + ": " + both("không đọc lại được tệp vừa ghi", "cannot be read back"));
}

std::optional<std::vector<std::string>> CsvReader::next() {
  if (stream_.peek() == kEnd) return std::nullopt;
  std::vector<std::string> fields(1);
  while (read_field(fields.back())) fields.emplace_back();
  return fields;
}

bool CsvReader::read_field(std::string& field) {
  std::streambuf& bytes = *stream_.rdbuf();
  bool quoted = false;
  for (int c = bytes.sbumpc(); c != kEnd; c = bytes.sbumpc()) {
    if (c == '"') {
      // Two quotes in quotes are one; any other begins or ends the quotes.
      if (quoted && bytes.sgetc() == '"') {
        field += static_cast<char>(bytes.sbumpc());
      } else {
        quoted = !quoted;
      }
    } else if (!quoted && c == ',') {
      return true;
    } else if (!quoted && c == '\n') {
      return false;
    } else if (quoted || c != '\r') {
      field += static_cast<char>(c);
    }
  }
  return false;
}

}  // namespace codau::exports
