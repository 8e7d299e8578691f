#include <expat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "markup/format_readers.h"

namespace codau::markup {
namespace {

constexpr std::uint64_t kMaxTokenBytes = std::uint64_t{32} << 20U;  // bytes of a tag or a comment

bool is_xml_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// An attribute of a tag, as written in the file.
struct Attribute {
  std::string_view name, value;
  std::size_t at = 0;  // position of the value in the tag
  char quote = '"';
};

/// Returns the attributes of `<name a="…" b='…'>`, which a parser has found well-formed.
std::vector<Attribute> attributes_of(std::string_view tag) {
  std::vector<Attribute> out;
  std::size_t at = tag.find_first_of(" \n\t\r");
  while (at < tag.size()) {
    while (at < tag.size() && is_xml_space(tag[at])) ++at;
    const std::size_t equals = tag.find('=', at);
    if (equals == tag.npos) break;
    std::size_t end = equals;
    while (end > at && is_xml_space(tag[end - 1])) --end;
    const std::size_t quote = tag.find_first_of("\"'", equals);
    const std::size_t close = quote == tag.npos ? quote : tag.find(tag[quote], quote + 1);
    if (close == tag.npos) break;
    out.push_back({tag.substr(at, end - at), tag.substr(quote + 1, close - quote - 1), quote + 1,
                   tag[quote]});
    at = close + 1;
  }
  return out;
}

/// Returns the name without its prefix: "alto:String" is String.
std::string_view strip_prefix(std::string_view name) { return name.substr(name.find(':') + 1); }

double parse_share(std::string_view number, double of = 1) {
  double value = -1;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || end == number.data()) return -1;
  return std::clamp(value / of, 0.0, 1.0);
}

/// The events of a parser.
class SaxHandler {
 public:
  virtual ~SaxHandler() = default;
  virtual void begin(std::string_view name, std::string_view tag, std::uint64_t at) = 0;
  virtual void text(FileRange place) = 0;  ///< character data, not in CDATA
  virtual void frozen_text() = 0;          ///< text that must not change or cannot be read
  virtual void end(std::string_view name, std::uint64_t after) = 0;
};

// ---- ALTO ----

class AltoHandler final : public SaxHandler {
 public:
  explicit AltoHandler(ChunkBuilder& to) : to_(to) {}

  void begin(std::string_view name, std::string_view tag, std::uint64_t at) override {
    if (name == "SP") to_.widen_separator(WordSeparator::kWord);
    if (name == "HYP") to_.mark_broken_word();
    if (name != "String") return;
    to_.widen_separator(WordSeparator::kWord);
    Element element{"", -1, false, true};
    std::optional<Attribute> content;
    for (const Attribute& one : attributes_of(tag)) {
      if (one.name == "CONTENT") content = one;
      if (one.name == "ID") element.id = one.value;
      if (one.name == "WC") element.confidence = parse_share(one.value);
      if (one.name == "SUBS_TYPE" || one.name == "SUBS_CONTENT") element.is_frozen = true;
    }
    if (!content) return;
    to_.add_words({at + content->at, at + content->at + content->value.size()},
                  content->quote == '"' ? Escaping::kXmlDouble : Escaping::kXmlSingle, element);
  }
  void text(FileRange) override {}
  void frozen_text() override {}
  void end(std::string_view name, std::uint64_t after) override {
    if (name == "TextLine") {
      to_.widen_separator(WordSeparator::kLine);
      if (to_.is_too_long()) to_.emit_until(after);
    } else if (name == "TextBlock" || name == "Page") {
      to_.widen_separator(name == "Page" ? WordSeparator::kPage : WordSeparator::kBlock);
      if (to_.is_long()) to_.emit_until(after);
    }
  }

 private:
  ChunkBuilder& to_;
};

// ---- hOCR ----

class HocrHandler final : public SaxHandler {
 public:
  explicit HocrHandler(ChunkBuilder& to) : to_(to) {}

  void begin(std::string_view name, std::string_view tag, std::uint64_t) override {
    OpenElement element_level = open_elements_.empty() ? OpenElement{} : open_elements_.back();
    element_level.after = separator_of(name);
    if (name == "script" || name == "style") element_level.element.is_frozen = true;
    for (const Attribute& one : attributes_of(tag)) {
      if (one.name == "class") classify(one.value, element_level);
      if (one.name == "id") element_level.element.id = one.value;
      if (one.name == "title") element_level.element.confidence = confidence(one.value);
    }
    if (element_level.after != WordSeparator::kNone) to_.widen_separator(element_level.after);
    open_elements_.push_back(std::move(element_level));
  }

  void text(FileRange place) override {
    if (open_elements_.empty() || !open_elements_.back().is_read) return;
    const bool is_white = std::ranges::all_of(to_.raw(place), is_xml_space);
    if (is_white && open_elements_.back().element.is_word) return;  // between the letters of a word
    to_.add_words(place, Escaping::kXmlText, open_elements_.back().element);
  }
  void frozen_text() override { to_.widen_separator(WordSeparator::kWord); }

  void end(std::string_view, std::uint64_t after) override {
    if (open_elements_.empty()) return;
    const WordSeparator separator = open_elements_.back().after;
    open_elements_.pop_back();
    if (separator == WordSeparator::kNone) return;
    to_.widen_separator(separator);
    const bool is_block = separator == WordSeparator::kBlock || separator == WordSeparator::kPage;
    if ((is_block && to_.is_long()) || (separator == WordSeparator::kLine && to_.is_too_long()))
      to_.emit_until(after);
  }

 private:
  struct OpenElement {
    Element element;
    bool is_read = false;                        // inside an element that hOCR defines
    WordSeparator after = WordSeparator::kNone;  // gap before and after the element
  };

  /// Returns the gap that an HTML element makes.
  static WordSeparator separator_of(std::string_view name) {
    if (name == "td" || name == "th") return WordSeparator::kCell;
    const bool is_line =
        name == "br" || name == "tr" || name == "p" || name == "div" || name == "li";
    return is_line ? WordSeparator::kLine : WordSeparator::kNone;
  }

  static void classify(std::string_view classes, OpenElement& element_level) {
    for (std::size_t at = 0; at < classes.size();) {
      const std::size_t end = std::min(classes.find(' ', at), classes.size());
      const std::string_view one = classes.substr(at, end - at);
      at = end + 1;
      if (one == "alternatives") element_level.element.is_frozen = true;
      if (!one.starts_with("ocr")) continue;
      element_level.is_read = true;
      if (one == "ocrx_word" || one == "ocr_word") {
        element_level.element.is_word = true;
        element_level.after = WordSeparator::kWord;
      } else if (one == "ocr_page") {
        element_level.after = WordSeparator::kPage;
      } else if (one.starts_with("ocr_line") || one == "ocrx_line" || one == "ocr_header" ||
                 one == "ocr_footer" || one == "ocr_caption" || one == "ocr_textfloat") {
        element_level.after = WordSeparator::kLine;
      } else if (one != "ocrx_cinfo" && one != "ocr_cinfo" && one != "ocr_glyph") {
        element_level.after = WordSeparator::kBlock;
      }
    }
  }

  /// Returns the confidence in a title such as "bbox 0 0 9 9; x_wconf 93"; negative if the title
  /// has none.
  static double confidence(std::string_view title) {
    constexpr std::string_view kConfidenceKey = "x_wconf ";
    const std::size_t at = title.find(kConfidenceKey);
    return at == title.npos ? -1 : parse_share(title.substr(at + kConfidenceKey.size()), 100);
  }

  ChunkBuilder& to_;
  std::vector<OpenElement> open_elements_;
};

// ---- PAGE ----

class PageHandler final : public SaxHandler {
 public:
  explicit PageHandler(ChunkBuilder& to) : to_(to) {}

  void begin(std::string_view name, std::string_view tag, std::uint64_t) override {
    if (name == "TextEquiv") {
      begin_equivalent(tag);
    } else if (name == "Unicode") {
      is_unicode_ = is_main_;
    } else if (is_level(name)) {
      put();
      OpenElement element_level{"", to_.count_runs(), {}, {}, name == "Glyph", name == "Word"};
      for (const Attribute& one : attributes_of(tag)) {
        if (one.name == "id") element_level.id = one.value;
      }
      if (element_level.is_word) to_.widen_separator(WordSeparator::kWord);
      open_elements_.push_back(std::move(element_level));
    }
  }

  void text(FileRange place) override {
    if (is_unicode_) open_elements_.back().equivalent.parts.push_back(place);
  }
  void frozen_text() override {
    if (is_unicode_) open_elements_.back().equivalent.is_sound = false;
  }

  void end(std::string_view name, std::uint64_t after) override {
    if (name == "Unicode") {
      is_unicode_ = false;
    } else if (name == "TextEquiv") {
      is_main_ = false;
    } else if (name == "Page") {
      to_.widen_separator(WordSeparator::kPage);
      if (to_.is_long()) cut(after);
    } else if (is_level(name) && !open_elements_.empty()) {
      put();
      open_elements_.pop_back();
      to_.widen_separator(name == "Glyph"      ? WordSeparator::kNone
                          : name == "Word"     ? WordSeparator::kWord
                          : name == "TextLine" ? WordSeparator::kLine
                                               : WordSeparator::kBlock);
      const bool is_line = name == "TextLine";
      if ((name == "TextRegion" && to_.is_long()) || (is_line && to_.is_too_long())) cut(after);
    }
  }

 private:
  struct TextEquivalent {
    double confidence = -1;
    bool is_sound = true;
    std::vector<FileRange> parts;
  };
  struct OpenElement {
    std::string id;
    std::size_t first = 0;             // first run of the parts of this level
    std::optional<std::size_t> index;  // index of the chosen reading
    TextEquivalent equivalent;
    bool is_glyph = false, is_word = false;
  };

  static bool is_level(std::string_view name) {
    return name == "TextRegion" || name == "TextLine" || name == "Word" || name == "Glyph" ||
           name == "TableCell";
  }

  /// Chooses the reading of the lowest index; the other readings are alternatives.
  void begin_equivalent(std::string_view tag) {
    TextEquivalent equivalent;
    std::size_t index = 0;
    for (const Attribute& one : attributes_of(tag)) {
      if (one.name == "conf") equivalent.confidence = parse_share(one.value);
      if (one.name == "index")
        (void)std::from_chars(one.value.data(), one.value.data() + one.value.size(), index);
    }
    is_main_ = !open_elements_.empty() && !open_elements_.back().is_glyph &&
               index < open_elements_.back().index.value_or(index + 1);
    if (!is_main_) return;
    open_elements_.back().index = index;
    open_elements_.back().equivalent = std::move(equivalent);
  }

  /// Adds the text of the innermost level, after all its readings.
  void put() {
    if (open_elements_.empty()) return;
    const OpenElement& element_level = open_elements_.back();
    const TextEquivalent equivalent = std::exchange(open_elements_.back().equivalent, {});
    const bool has_parts = to_.count_runs() > element_level.first;
    if (!equivalent.is_sound || equivalent.parts.empty()) return;
    if (has_parts && equivalent.parts.size() == 1 &&
        to_.add_duplicate(equivalent.parts.front(), Escaping::kXmlText, element_level.id,
                          element_level.first)) {
      return;
    }
    if (has_parts) to_.widen_separator(WordSeparator::kBlock);
    for (const FileRange& part : equivalent.parts) {
      to_.add_words(part, Escaping::kXmlText,
                    {element_level.id, equivalent.confidence, false, element_level.is_word}, true);
    }
  }

  void cut(std::uint64_t after) {
    to_.emit_until(after);
    for (OpenElement& element_level : open_elements_) {
      element_level.first = 0;
      element_level.equivalent = {};
    }
  }

  ChunkBuilder& to_;
  std::vector<OpenElement> open_elements_;
  bool is_main_ = false, is_unicode_ = false;
};

// ---- the parser ----

std::unique_ptr<SaxHandler> make_handler(MarkupFormat format, ChunkBuilder& to) {
  if (format == MarkupFormat::kAlto) return std::make_unique<AltoHandler>(to);
  if (format == MarkupFormat::kHocr) return std::make_unique<HocrHandler>(to);
  return std::make_unique<PageHandler>(to);
}

// Expat 2.9 adds these functions and deprecates those without 64 in their names.
#if XML_MAJOR_VERSION > 2 || (XML_MAJOR_VERSION == 2 && XML_MINOR_VERSION >= 9)
std::int64_t byte_index(XML_Parser parser) { return XML_GetCurrentByteIndex64(parser); }
std::uint64_t byte_count(XML_Parser parser) { return XML_GetCurrentByteCount64(parser); }
#else
std::int64_t byte_index(XML_Parser parser) { return XML_GetCurrentByteIndex(parser); }
std::uint64_t byte_count(XML_Parser parser) {
  return static_cast<std::uint64_t>(XML_GetCurrentByteCount(parser));
}
#endif

/// The expat parser of a file. Errors are thrown only after the C parser has returned.
class Parser {
 public:
  Parser(MarkupFormat format, std::string name, const TakeChunk& take)
      : name_(std::move(name)),
        to_(take),
        handler_(make_handler(format, to_)),
        root_(format == MarkupFormat::kAlto   ? "alto"
              : format == MarkupFormat::kHocr ? "html"
                                              : "PcGts"),
        parser_(XML_ParserCreate(nullptr)) {
    if (!parser_) throw Error(ErrorCode::kInternal, "no XML parser");
    XML_Parser parser = parser_.get();
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, on_begin, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    XML_SetCdataSectionHandler(parser, on_cdata, on_cdata_end);
    XML_SetSkippedEntityHandler(parser, on_skipped);
    XML_SetEntityDeclHandler(parser, on_entity);
    XML_SetXmlDeclHandler(parser, on_declaration);
  }

  void take(std::string_view bytes, bool is_last) {
    to_.append(bytes);
    read_ += bytes.size();
    const auto size = static_cast<int>(bytes.size());
    if (XML_Parse(parser_.get(), bytes.data(), size, is_last ? 1 : 0) == XML_STATUS_ERROR) {
      if (fault_) fail(*fault_, event_);
      const std::string why = XML_ErrorString(XML_GetErrorCode(parser_.get()));
      fail(both("không phải XML hợp lệ: ", "no well-formed XML: ") + why, event());
    }
    if (read_ - std::max(event_, to_.begin()) > kMaxTokenBytes)
      fail(both("có thẻ quá dài", "a tag is too long"), event_);
    if (is_last) to_.emit_until(read_);
  }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  [[noreturn]] void fail(const Message& why, std::uint64_t byte) const {
    throw Error(ErrorCode::kInput, name_ + ": " + why + " (byte " + std::to_string(byte) + ")");
  }

  std::uint64_t event() {
    event_ = static_cast<std::uint64_t>(std::max<std::int64_t>(byte_index(parser_.get()), 0));
    return event_;
  }
  FileRange place() {
    const std::uint64_t begin = event();
    return {begin, begin + byte_count(parser_.get())};
  }

  void stop(Message why) {
    if (!fault_) fault_ = std::move(why);
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  static Parser& self(void* data) { return *static_cast<Parser*>(data); }

  // Hands over the pending text; the parser reports text in runs, and adjacent runs are joined.
  void flush() {
    if (const auto text = std::exchange(text_, std::nullopt)) handler_->text(*text);
  }

  static void on_begin(void* data, const XML_Char* name, const XML_Char**) {
    Parser& parser = self(data);
    const FileRange tag = parser.place();
    if (parser.fault_) return;
    parser.flush();
    if (parser.depth_ == 0 && strip_prefix(name) != parser.root_)
      return parser.stop(both("phần tử gốc là ", "its root is ") + std::string(strip_prefix(name)) +
                         both(", không phải ", ", not ") + parser.root_);
    if (++parser.depth_ > kMaxNestingDepth)
      return parser.stop(both("các phần tử lồng nhau quá sâu", "elements nest too deep"));
    parser.handler_->begin(strip_prefix(name), parser.to_.raw(tag), tag.begin);
  }
  static void on_end(void* data, const XML_Char* name) {
    Parser& parser = self(data);
    const FileRange tag = parser.place();
    if (parser.fault_) return;
    parser.flush();
    --parser.depth_;
    parser.handler_->end(strip_prefix(name), tag.end);
  }
  static void on_text(void* data, const XML_Char*, int) {
    Parser& parser = self(data);
    const FileRange place = parser.place();
    if (parser.fault_) return;
    if (parser.is_cdata_) return parser.handler_->frozen_text();
    if (parser.text_ && parser.text_->end == place.begin) {
      parser.text_->end = place.end;
    } else {
      parser.flush();
      parser.text_ = place;
    }
  }
  static void on_cdata(void* data) {
    self(data).flush();
    self(data).is_cdata_ = true;
  }
  static void on_cdata_end(void* data) { self(data).is_cdata_ = false; }
  static void on_skipped(void* data, const XML_Char*, int) {
    Parser& parser = self(data);
    if (parser.fault_) return;
    parser.flush();
    parser.handler_->frozen_text();
  }
  static void on_entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
                        const XML_Char*, const XML_Char*, const XML_Char*) {
    self(data).event();
    self(data).stop(both("khai báo thực thể, codau không đọc", "declares entities: not read"));
  }
  static void on_declaration(void* data, const XML_Char*, const XML_Char* encoding, int) {
    if (encoding == nullptr) return;
    std::string name = encoding;
    std::ranges::transform(name, name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (name != "utf-8" && name != "us-ascii" && name != "utf8")
      self(data).stop(both("bảng mã " + name + ": hãy chuyển sang UTF-8 trước",
                           "encoding " + name + ": turn it into UTF-8 first"));
  }

  std::string name_;
  ChunkBuilder to_;
  std::unique_ptr<SaxHandler> handler_;
  std::string_view root_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
  std::optional<FileRange> text_;  // text not handed over yet
  std::optional<Message> fault_;
  std::uint64_t read_ = 0, event_ = 0;
  std::size_t depth_ = 0;
  bool is_cdata_ = false;
};

}  // namespace

void read_xml(MarkupFormat format, const MarkupInput& input, const TakeChunk& take) {
  Parser parser(format, input.name, take);
  std::array<char, 65536> buffer{};
  while (true) {
    const std::size_t size = input.read_bytes(buffer.data(), buffer.size());
    const std::string_view bytes(buffer.data(), size);
    parser.take(bytes, size == 0);
    if (size == 0) return;
  }
}

}  // namespace codau::markup
