#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "markup/format_readers.h"
#include "markup/markdown_parser.h"

namespace codau::markup {
namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{256} << 20U;

// The names below are those that the programs write, like element names in XML; they are not rules
// of codau.

/// Keys of text, as strings or lists of strings: PaddleOCR 2 and 3, PP-Structure, MinerU.
constexpr std::array<std::string_view, 20> kTextKeys{
    "table_body",     "html",          "pred_html",      "code_caption",   "chart_caption",
    "markdown_texts", "rec_texts",     "rec_text",       "text",           "texts",
    "transcription",  "block_content", "content",        "img_caption",    "image_caption",
    "img_footnote",   "table_caption", "table_footnote", "image_footnote", "list_items"};

bool is_text_key(std::string_view key) {
  return std::ranges::find(kTextKeys, key) != kTextKeys.end();
}

/// Returns true for the type of a formula: "type": "inline_equation" of MinerU, "block_label":
/// "formula" of PaddleOCR. Text next to a formula ("formula_number", "formula_title") is not a
/// formula.
bool is_formula_type(std::string_view key, std::string_view value) {
  constexpr std::array<std::string_view, 4> kTypeKeys{"type", "block_label", "label",
                                                      "text_format"};
  constexpr std::array<std::string_view, 9> kFormulaTypes{
      "inline_equation", "interline_equation", "equation",
      "equation_inline", "equation_interline", "formula",
      "inline_formula",  "display_formula",    "latex"};
  return std::ranges::find(kTypeKeys, key) != kTypeKeys.end() &&
         std::ranges::find(kFormulaTypes, value) != kFormulaTypes.end();
}

/// Scans JSON in one pass; several values may follow each other. Checks brackets, keys and strings;
/// numbers and names are not checked.
class JsonScanner {
 public:
  JsonScanner(std::string name, std::string bytes, const TakeChunk& take)
      : name_(std::move(name)), bytes_(std::move(bytes)), to_(take) {
    to_.append(bytes_);
    const bool has_others = std::ranges::any_of(bytes_, [](char c) { return c < 0; });
    escaping_ =
        !has_others && bytes_.find("\\u") != bytes_.npos ? Escaping::kJsonAscii : Escaping::kJson;
  }

  void read() {
    for (at_ = bytes_.starts_with("\xEF\xBB\xBF") ? 3 : 0; at_ < bytes_.size();) {
      const char c = bytes_[at_];
      if (!levels_.empty() && c == '"') {
        string();
        continue;
      }
      if (levels_.empty() && c != '{' && c != '[') {
        skip_label();
        continue;
      }
      if (c == '{' || c == '[') open(c);
      if (c == '}' || c == ']') close(c);
      if (c == ',') next();
      constexpr std::string_view kStructuralSigns =
          "{}[],:+-.0123456789 \t\r\nabcdefghijklmnopqrstuvwxyzEINT";
      if (kStructuralSigns.find(c) == kStructuralSigns.npos)
        fail(both("có ký tự lạ", "a sign that it does not have"));
      ++at_;
    }
    if (!levels_.empty()) fail(both("kết thúc giữa chừng", "it ends in the middle"));
    if (!has_value_) fail(both("không có giá trị nào", "there is no value"));
    to_.emit_until(bytes_.size());
  }

 private:
  struct JsonLevel {
    bool is_object = false, is_key = false;  // is_key: the next string is a key
    std::string key;                         // key of the current value
    std::size_t index = 0, begin = 0;        // begin: byte of the file
    std::optional<bool> is_formula;          // by its type; empty until asked for
  };

  [[noreturn]] void fail(const Message& why) const {
    throw Error(ErrorCode::kInput, name_ + ": " + both("không phải JSON: ", "no JSON: ") + why +
                                       " (byte " + std::to_string(at_) + ")");
  }

  void open(char c) {
    if (levels_.size() >= kMaxNestingDepth) fail(both("lồng nhau quá sâu", "it nests too deep"));
    levels_.push_back({c == '{', c == '{', "", 0, at_, {}});
    has_value_ = true;
  }

  /// Skips white space between values, or a name and a tab before the value of a line, as in label
  /// lists.
  void skip_label() {
    constexpr std::string_view kWhiteSpace = " \t\r\n,";
    if (kWhiteSpace.find(bytes_[at_]) != kWhiteSpace.npos) {
      ++at_;
      return;
    }
    const std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
    const std::size_t tab = bytes_.find('\t', at_);
    if (tab >= end) fail(both("có chữ ngoài các giá trị", "there is text between the values"));
    at_ = tab + 1;
  }

  void close(char c) {
    if (levels_.empty() || levels_.back().is_object != (c == '}'))
      fail(both("dấu ngoặc không khớp", "brackets do not match"));
    levels_.pop_back();
    if (levels_.size() <= 1) to_.widen_separator(WordSeparator::kBlock);
    if ((levels_.size() <= 1 && to_.is_long()) || to_.is_too_long()) to_.emit_until(at_ + 1);
  }

  void next() {
    JsonLevel& level = levels_.back();
    level.is_key = level.is_object;
    ++level.index;
  }

  void string() {
    const std::size_t begin = ++at_;
    while (at_ < bytes_.size() && bytes_[at_] != '"') at_ += bytes_[at_] == '\\' ? 2U : 1U;
    if (at_ >= bytes_.size()) fail(both("chuỗi không đóng", "a string does not end"));
    const FileRange place{begin, at_++};
    if (!levels_.empty() && levels_.back().is_key) {
      levels_.back().key = bytes_.substr(begin, place.end - begin);
      levels_.back().is_key = false;
      return;
    }
    const double confidence = read_score_after();
    if ((!is_text() || is_formula()) && confidence < 0) return;
    to_.widen_separator(WordSeparator::kLine);
    text(place, {make_pointer(), confidence, false, false});
    to_.widen_separator(WordSeparator::kLine);
    if (to_.is_long()) to_.emit_until(at_);
  }

  /// Reads the text line by line as Markdown, which layout results contain; also HTML tables.
  void text(FileRange place, const Element& element) {
    MarkdownParser markdown(to_, escaping_, element);
    const std::string_view all = std::string_view(bytes_).substr(0, place.end);
    for (std::size_t begin = place.begin, end = begin; begin < place.end; begin = end) {
      while (end < place.end && all.substr(end, 2) != "\\n") end += all[end] == '\\' ? 2U : 1U;
      end = std::min<std::size_t>(end, place.end);
      markdown.add_line(all.substr(begin, end - begin), begin);
      end += end < place.end ? 2U : 0U;
    }
  }

  /// Returns true for a string under a text key, or in a list under a text key.
  [[nodiscard]] bool is_text() const {
    if (levels_.empty()) return false;
    if (levels_.back().is_object) return is_text_key(levels_.back().key);
    if (levels_.size() < 2) return false;
    const JsonLevel& owner = levels_[levels_.size() - 2];
    return owner.is_object && is_text_key(owner.key);
  }

  /// Returns true for a string of an object whose type is a formula, wherever the type is in the
  /// object. Examples: inline_equation of MinerU, formula of PaddleOCR.
  [[nodiscard]] bool is_formula() {
    JsonLevel& level = levels_.back();
    if (!level.is_object) return false;
    if (!level.is_formula) level.is_formula = has_formula_type(level.begin);
    return *level.is_formula;
  }

  /// Returns true if the object that begins at `at` has the type of a formula.
  [[nodiscard]] bool has_formula_type(std::size_t at) const {
    std::size_t depth = 0;
    std::string_view key;
    for (; at < bytes_.size(); ++at) {
      const char c = bytes_[at];
      if (c == '{' || c == '[') ++depth;
      if ((c == '}' || c == ']') && --depth == 0) return false;
      if (c != '"') continue;
      const std::size_t begin = ++at;
      while (at < bytes_.size() && bytes_[at] != '"') at += bytes_[at] == '\\' ? 2U : 1U;
      if (depth != 1 || at >= bytes_.size()) continue;
      const std::string_view string = std::string_view(bytes_).substr(begin, at - begin);
      const std::size_t next = skip_space(at + 1);
      const bool is_key = next < bytes_.size() && bytes_[next] == ':';
      if (!is_key && is_formula_type(key, string)) return true;
      key = is_key ? string : "";
    }
    return false;
  }

  /// Returns the score after a text of PaddleOCR 2, ["text", 0.98]; -1 if no score follows.
  [[nodiscard]] double read_score_after() const {
    if (levels_.empty() || levels_.back().is_object || levels_.back().index != 0) return -1;
    std::size_t at = skip_space(at_);
    if (at >= bytes_.size() || bytes_[at] != ',') return -1;
    at = skip_space(at + 1);
    double score = -1;
    const char* const end = bytes_.data() + bytes_.size();
    const auto [after, error] = std::from_chars(bytes_.data() + at, end, score);
    if (error != std::errc() || score < 0 || score > 1) return -1;
    at = skip_space(static_cast<std::size_t>(after - bytes_.data()));
    return at < bytes_.size() && bytes_[at] == ']' ? score : -1;
  }

  [[nodiscard]] std::size_t skip_space(std::size_t at) const {
    return std::min(bytes_.find_first_not_of(" \t\r\n", at), bytes_.size());
  }

  /// Returns the JSON pointer (RFC 6901) of the current value; keys are written as in the file.
  [[nodiscard]] std::string make_pointer() const {
    std::string out;
    for (const JsonLevel& level : levels_)
      out += "/" + (level.is_object ? level.key : std::to_string(level.index));
    return out;
  }

  std::string name_, bytes_;
  ChunkBuilder to_;
  Escaping escaping_ = Escaping::kJson;
  std::size_t at_ = 0;
  bool has_value_ = false;
  std::vector<JsonLevel> levels_;
};

}  // namespace

void read_json(const MarkupInput& input, const TakeChunk& take) {
  std::string bytes;
  std::array<char, 65536> buffer{};
  for (std::size_t size = 0; (size = input.read_bytes(buffer.data(), buffer.size())) > 0;) {
    bytes.append(buffer.data(), size);
    if (bytes.size() > kMaxFileBytes)
      throw Error(ErrorCode::kInput,
                  input.name + ": " + both("JSON lớn hơn 256 MiB", "JSON of more than 256 MiB"));
  }
  JsonScanner(input.name, std::move(bytes), take).read();
}

}  // namespace codau::markup
