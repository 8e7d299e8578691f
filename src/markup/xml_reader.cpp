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
#include "markup/formats.h"

namespace codau::markup {
namespace {

constexpr std::size_t kMostDepth = 200;
constexpr std::uint64_t kMostToken = std::uint64_t{32} << 20U;  // bytes of a tag or a comment

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

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
    while (at < tag.size() && is_space(tag[at])) ++at;
    const std::size_t equals = tag.find('=', at);
    if (equals == tag.npos) break;
    std::size_t end = equals;
    while (end > at && is_space(tag[end - 1])) --end;
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
std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }

double share(std::string_view number, double of = 1) {
  double value = -1;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || end == number.data()) return -1;
  return std::clamp(value / of, 0.0, 1.0);
}

/// The events of a parser.
class Events {
 public:
  virtual ~Events() = default;
  virtual void begin(std::string_view name, std::string_view tag, std::uint64_t at) = 0;
  virtual void text(Place place) = 0;  ///< character data, not in CDATA
  virtual void fixed_text() = 0;       ///< text that must not change or cannot be read
  virtual void end(std::string_view name, std::uint64_t after) = 0;
};

// ---- ALTO ----

class Alto final : public Events {
 public:
  explicit Alto(Gatherer& to) : to_(to) {}

  void begin(std::string_view name, std::string_view tag, std::uint64_t at) override {
    if (name == "SP") to_.gap(Gap::kWord);
    if (name == "HYP") to_.break_word();
    if (name != "String") return;
    to_.gap(Gap::kWord);
    Element element{"", -1, false, true};
    std::optional<Attribute> content;
    for (const Attribute& one : attributes_of(tag)) {
      if (one.name == "CONTENT") content = one;
      if (one.name == "ID") element.id = one.value;
      if (one.name == "WC") element.confidence = share(one.value);
      if (one.name == "SUBS_TYPE" || one.name == "SUBS_CONTENT") element.is_fixed = true;
    }
    if (!content) return;
    to_.put({at + content->at, at + content->at + content->value.size()},
            content->quote == '"' ? Notation::kXmlDouble : Notation::kXmlSingle, element);
  }
  void text(Place) override {}
  void fixed_text() override {}
  void end(std::string_view name, std::uint64_t after) override {
    if (name == "TextLine") {
      to_.gap(Gap::kLine);
      if (to_.is_too_long()) to_.cut(after);
    } else if (name == "TextBlock" || name == "Page") {
      to_.gap(name == "Page" ? Gap::kPage : Gap::kBlock);
      if (to_.is_long()) to_.cut(after);
    }
  }

 private:
  Gatherer& to_;
};

// ---- hOCR ----

class Hocr final : public Events {
 public:
  explicit Hocr(Gatherer& to) : to_(to) {}

  void begin(std::string_view name, std::string_view tag, std::uint64_t) override {
    Level level = levels_.empty() ? Level{} : levels_.back();
    level.after = gap_of(name);
    if (name == "script" || name == "style") level.element.is_fixed = true;
    for (const Attribute& one : attributes_of(tag)) {
      if (one.name == "class") classify(one.value, level);
      if (one.name == "id") level.element.id = one.value;
      if (one.name == "title") level.element.confidence = confidence(one.value);
    }
    if (level.after != Gap::kNone) to_.gap(level.after);
    levels_.push_back(std::move(level));
  }

  void text(Place place) override {
    if (levels_.empty() || !levels_.back().is_read) return;
    const bool is_white = std::ranges::all_of(to_.raw(place), is_space);
    if (is_white && levels_.back().element.is_word) return;  // between the letters of a word
    to_.put(place, Notation::kXmlText, levels_.back().element);
  }
  void fixed_text() override { to_.gap(Gap::kWord); }

  void end(std::string_view, std::uint64_t after) override {
    if (levels_.empty()) return;
    const Gap gap = levels_.back().after;
    levels_.pop_back();
    if (gap == Gap::kNone) return;
    to_.gap(gap);
    const bool is_block = gap == Gap::kBlock || gap == Gap::kPage;
    if ((is_block && to_.is_long()) || (gap == Gap::kLine && to_.is_too_long())) to_.cut(after);
  }

 private:
  struct Level {
    Element element;
    bool is_read = false;    // inside an element that hOCR defines
    Gap after = Gap::kNone;  // gap before and after the element
  };

  /// Returns the gap that an HTML element makes.
  static Gap gap_of(std::string_view name) {
    if (name == "td" || name == "th") return Gap::kCell;
    const bool is_line =
        name == "br" || name == "tr" || name == "p" || name == "div" || name == "li";
    return is_line ? Gap::kLine : Gap::kNone;
  }

  static void classify(std::string_view classes, Level& level) {
    for (std::size_t at = 0; at < classes.size();) {
      const std::size_t end = std::min(classes.find(' ', at), classes.size());
      const std::string_view one = classes.substr(at, end - at);
      at = end + 1;
      if (one == "alternatives") level.element.is_fixed = true;
      if (!one.starts_with("ocr")) continue;
      level.is_read = true;
      if (one == "ocrx_word" || one == "ocr_word") {
        level.element.is_word = true;
        level.after = Gap::kWord;
      } else if (one == "ocr_page") {
        level.after = Gap::kPage;
      } else if (one.starts_with("ocr_line") || one == "ocrx_line" || one == "ocr_header" ||
                 one == "ocr_footer" || one == "ocr_caption" || one == "ocr_textfloat") {
        level.after = Gap::kLine;
      } else if (one != "ocrx_cinfo" && one != "ocr_cinfo" && one != "ocr_glyph") {
        level.after = Gap::kBlock;
      }
    }
  }

  /// Returns the confidence in a title such as "bbox 0 0 9 9; x_wconf 93"; negative if the title
  /// has none.
  static double confidence(std::string_view title) {
    constexpr std::string_view kName = "x_wconf ";
    const std::size_t at = title.find(kName);
    return at == title.npos ? -1 : share(title.substr(at + kName.size()), 100);
  }

  Gatherer& to_;
  std::vector<Level> levels_;
};

// ---- PAGE ----

class Page final : public Events {
 public:
  explicit Page(Gatherer& to) : to_(to) {}

  void begin(std::string_view name, std::string_view tag, std::uint64_t) override {
    if (name == "TextEquiv") {
      begin_equivalent(tag);
    } else if (name == "Unicode") {
      is_unicode_ = is_main_;
    } else if (is_level(name)) {
      put();
      Level level{"", to_.pieces(), {}, {}, name == "Glyph", name == "Word"};
      for (const Attribute& one : attributes_of(tag)) {
        if (one.name == "id") level.id = one.value;
      }
      if (level.is_word) to_.gap(Gap::kWord);
      levels_.push_back(std::move(level));
    }
  }

  void text(Place place) override {
    if (is_unicode_) levels_.back().reading.parts.push_back(place);
  }
  void fixed_text() override {
    if (is_unicode_) levels_.back().reading.is_sound = false;
  }

  void end(std::string_view name, std::uint64_t after) override {
    if (name == "Unicode") {
      is_unicode_ = false;
    } else if (name == "TextEquiv") {
      is_main_ = false;
    } else if (name == "Page") {
      to_.gap(Gap::kPage);
      if (to_.is_long()) cut(after);
    } else if (is_level(name) && !levels_.empty()) {
      put();
      levels_.pop_back();
      to_.gap(name == "Glyph"      ? Gap::kNone
              : name == "Word"     ? Gap::kWord
              : name == "TextLine" ? Gap::kLine
                                   : Gap::kBlock);
      const bool is_line = name == "TextLine";
      if ((name == "TextRegion" && to_.is_long()) || (is_line && to_.is_too_long())) cut(after);
    }
  }

 private:
  struct Reading {
    double confidence = -1;
    bool is_sound = true;
    std::vector<Place> parts;
  };
  struct Level {
    std::string id;
    std::size_t first = 0;             // first piece of the parts of this level
    std::optional<std::size_t> index;  // index of the chosen reading
    Reading reading;
    bool is_glyph = false, is_word = false;
  };

  static bool is_level(std::string_view name) {
    return name == "TextRegion" || name == "TextLine" || name == "Word" || name == "Glyph" ||
           name == "TableCell";
  }

  /// Chooses the reading of the lowest index; the other readings are alternatives.
  void begin_equivalent(std::string_view tag) {
    Reading reading;
    std::size_t index = 0;
    for (const Attribute& one : attributes_of(tag)) {
      if (one.name == "conf") reading.confidence = share(one.value);
      if (one.name == "index")
        (void)std::from_chars(one.value.data(), one.value.data() + one.value.size(), index);
    }
    is_main_ = !levels_.empty() && !levels_.back().is_glyph &&
               index < levels_.back().index.value_or(index + 1);
    if (!is_main_) return;
    levels_.back().index = index;
    levels_.back().reading = std::move(reading);
  }

  /// Adds the text of the innermost level, after all its readings.
  void put() {
    if (levels_.empty()) return;
    const Level& level = levels_.back();
    const Reading reading = std::exchange(levels_.back().reading, {});
    const bool has_parts = to_.pieces() > level.first;
    if (!reading.is_sound || reading.parts.empty()) return;
    if (has_parts && reading.parts.size() == 1 &&
        to_.put_copy(reading.parts.front(), Notation::kXmlText, level.id, level.first)) {
      return;
    }
    if (has_parts) to_.gap(Gap::kBlock);
    for (const Place& part : reading.parts) {
      to_.put(part, Notation::kXmlText, {level.id, reading.confidence, false, level.is_word}, true);
    }
  }

  void cut(std::uint64_t after) {
    to_.cut(after);
    for (Level& level : levels_) {
      level.first = 0;
      level.reading = {};
    }
  }

  Gatherer& to_;
  std::vector<Level> levels_;
  bool is_main_ = false, is_unicode_ = false;
};

// ---- the parser ----

std::unique_ptr<Events> events_of(Format format, Gatherer& to) {
  if (format == Format::kAlto) return std::make_unique<Alto>(to);
  if (format == Format::kHocr) return std::make_unique<Hocr>(to);
  return std::make_unique<Page>(to);
}

/// The expat parser of a file. Errors are thrown only after the C parser has returned.
class Parser {
 public:
  Parser(Format format, std::string name, const TakePassage& take)
      : name_(std::move(name)),
        to_(take),
        events_(events_of(format, to_)),
        root_(format == Format::kAlto   ? "alto"
              : format == Format::kHocr ? "html"
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
    if (read_ - std::max(event_, to_.begin()) > kMostToken)
      fail(both("có thẻ quá dài", "a tag is too long"), event_);
    if (is_last) to_.cut(read_);
  }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  [[noreturn]] void fail(const Message& why, std::uint64_t byte) const {
    throw Error(ErrorCode::kInput, name_ + ": " + why + " (byte " + std::to_string(byte) + ")");
  }

  std::uint64_t event() {
    event_ =
        static_cast<std::uint64_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(parser_.get()), 0));
    return event_;
  }
  Place place() {
    const std::uint64_t begin = event();
    return {begin, begin + static_cast<std::uint64_t>(XML_GetCurrentByteCount(parser_.get()))};
  }

  void stop(Message why) {
    if (!fault_) fault_ = std::move(why);
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  static Parser& self(void* data) { return *static_cast<Parser*>(data); }

  // Hands over the pending text; the parser reports text in pieces, and adjacent pieces are joined.
  void flush() {
    if (const auto text = std::exchange(text_, std::nullopt)) events_->text(*text);
  }

  static void on_begin(void* data, const XML_Char* name, const XML_Char**) {
    Parser& me = self(data);
    const Place tag = me.place();
    if (me.fault_) return;
    me.flush();
    if (me.depth_ == 0 && local(name) != me.root_)
      return me.stop(both("phần tử gốc là ", "its root is ") + std::string(local(name)) +
                     both(", không phải ", ", not ") + me.root_);
    if (++me.depth_ > kMostDepth)
      return me.stop(both("các phần tử lồng nhau quá sâu", "elements nest too deep"));
    me.events_->begin(local(name), me.to_.raw(tag), tag.begin);
  }
  static void on_end(void* data, const XML_Char* name) {
    Parser& me = self(data);
    const Place tag = me.place();
    if (me.fault_) return;
    me.flush();
    --me.depth_;
    me.events_->end(local(name), tag.end);
  }
  static void on_text(void* data, const XML_Char*, int) {
    Parser& me = self(data);
    const Place place = me.place();
    if (me.fault_) return;
    if (me.is_cdata_) return me.events_->fixed_text();
    if (me.text_ && me.text_->end == place.begin) {
      me.text_->end = place.end;
    } else {
      me.flush();
      me.text_ = place;
    }
  }
  static void on_cdata(void* data) {
    self(data).flush();
    self(data).is_cdata_ = true;
  }
  static void on_cdata_end(void* data) { self(data).is_cdata_ = false; }
  static void on_skipped(void* data, const XML_Char*, int) {
    Parser& me = self(data);
    if (me.fault_) return;
    me.flush();
    me.events_->fixed_text();
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
  Gatherer to_;
  std::unique_ptr<Events> events_;
  std::string_view root_;
  std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
  std::optional<Place> text_;  // text not handed over yet
  std::optional<Message> fault_;
  std::uint64_t read_ = 0, event_ = 0;
  std::size_t depth_ = 0;
  bool is_cdata_ = false;
};

}  // namespace

void read_xml(Format format, const Input& input, const TakePassage& take) {
  Parser parser(format, input.name, take);
  std::array<char, 65536> buffer{};
  while (true) {
    const std::size_t size = input.read(buffer.data(), buffer.size());
    const std::string_view bytes(buffer.data(), size);
    parser.take(bytes, size == 0);
    if (size == 0) return;
  }
}

}  // namespace codau::markup
