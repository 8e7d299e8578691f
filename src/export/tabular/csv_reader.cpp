#include "export/tabular/csv_reader.h"

#include "core/error.h"
#include "core/message.h"
#include "export/tabular/row_text.h"

namespace codau::exports {
namespace {

constexpr int kEndOfFile = std::char_traits<char>::eof();

std::size_t length_of_mark(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string begin(kByteOrderMark.size(), '\0');
  in.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin == kByteOrderMark ? kByteOrderMark.size() : 0;
}

}  // namespace

CsvReader::CsvReader(const std::filesystem::path& file, std::size_t skip)
    : stream_(file, std::ios::binary) {
  stream_.ignore(static_cast<std::streamsize>(skip));
  if (!stream_)
    throw Error(
        ErrorCode::kOutput,
        file.string() + ": " + both("không đọc lại được tệp vừa ghi", "cannot be read back"));
}

UserCsvReader::UserCsvReader(const std::filesystem::path& file)
    : name_(file.string()), reader_(file, length_of_mark(file)) {}

std::optional<std::vector<std::string>> UserCsvReader::next() {
  constexpr std::size_t kMaxUserRows = 10'000'000;
  if (++row_ > kMaxUserRows) refuse(both("quá nhiều dòng", "too many rows"));
  auto row = reader_.next();
  if (const std::size_t line = reader_.unclosed_quote_line(); line > 0) {
    throw Error(ErrorCode::kUsage,
                name_ + ", " + both("dòng ", "line ") + std::to_string(line) + ": " +
                    both("dấu ngoặc kép mở ở dòng này không có dấu đóng; thêm dấu \" còn thiếu",
                         "a quote that begins here is never closed; add the missing \""));
  }
  return row;
}

void UserCsvReader::refuse(const Message& why) const {
  throw Error(ErrorCode::kUsage,
              name_ + ", " + both("dòng ", "row ") + std::to_string(row_) + ": " + why);
}

std::optional<std::vector<std::string>> CsvReader::next() {
  if (stream_.peek() == kEndOfFile) return std::nullopt;
  std::vector<std::string> fields(1);
  while (read_field(fields.back())) fields.emplace_back();
  return fields;
}

bool CsvReader::read_field(std::string& field) {
  std::streambuf& bytes = *stream_.rdbuf();
  bool quoted = false;
  std::size_t opened = 0;  // the line of the last opening quote
  for (int c = bytes.sbumpc(); c != kEndOfFile; c = bytes.sbumpc()) {
    if (c == '\n') ++line_;
    if (c == '"') {
      // Two quotes inside quotes are one quote; any other quote opens or closes.
      if (quoted && bytes.sgetc() == '"') {
        field += static_cast<char>(bytes.sbumpc());
      } else {
        quoted = !quoted;
        if (quoted) opened = line_;
      }
    } else if (!quoted && c == ',') {
      return true;
    } else if (!quoted && c == '\n') {
      return false;
    } else if (quoted || c != '\r') {
      field += static_cast<char>(c);
    }
  }
  if (quoted) unclosed_ = opened;
  return false;
}

}  // namespace codau::exports
