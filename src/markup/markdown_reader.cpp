#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "markup/format_readers.h"
#include "markup/markdown_parser.h"

namespace codau::markup {
namespace {

constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20U;  // a longer line stays unchanged
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class MarkdownFileReader {
 public:
  explicit MarkdownFileReader(const TakeChunk& take)
      : to_(take), markdown_(to_, Escaping::kPlain, {}) {}

  /// Reads a line with its line feed.
  void take(std::string_view line) {
    const std::size_t mark =
        at_ == 0 && line.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    to_.append(line);
    if (line.size() <= kMaxLineBytes) markdown_.add_line(line.substr(mark), at_ + mark);
    at_ += line.size();
    if ((markdown_.was_blank() && to_.is_long()) || to_.is_too_long()) to_.emit_until(at_);
  }
  void end() { to_.emit_until(at_); }

 private:
  ChunkBuilder to_;
  MarkdownParser markdown_;
  std::uint64_t at_ = 0;
};

}  // namespace

void read_markdown(const MarkupInput& input, const TakeChunk& take) {
  MarkdownFileReader lines(take);
  std::array<char, 65536> buffer{};
  std::string line;
  for (std::size_t size = 0; (size = input.read_bytes(buffer.data(), buffer.size())) > 0;) {
    std::string_view bytes(buffer.data(), size);
    for (std::size_t end = bytes.find('\n'); end != bytes.npos; end = bytes.find('\n')) {
      line += bytes.substr(0, end + 1);
      bytes.remove_prefix(end + 1);
      lines.take(line);
      line.clear();
    }
    line += bytes;
    if (line.size() > kMaxLineBytes) {
      lines.take(line);
      line.clear();
    }
  }
  if (!line.empty()) lines.take(line);
  lines.end();
}

}  // namespace codau::markup
