#include "export/pdf/replaced_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <optional>
#include <qpdf/Pipeline.hh>
#include <qpdf/Pl_QPDFTokenizer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAnnotationObjectHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "export/pdf/glyphless_font.h"

namespace codau::exports {
namespace {

using Token = QPDFTokenizer::Token;

constexpr int kDeepest = 32;                  ///< nested forms
constexpr std::size_t kLargest = 64U << 20U;  ///< bytes of a decoded stream
constexpr std::string_view kActualText = "/ActualText";

/// Keeps up to kLargest bytes.
class Bounded final : public Pipeline {
 public:
  Bounded() : Pipeline("contents", nullptr) {}
  void write(unsigned char const* data, std::size_t size) override {
    is_whole = is_whole && size <= kLargest - bytes.size();
    if (is_whole) bytes.append(reinterpret_cast<const char*>(data), size);
  }
  void finish() override {}
  std::string bytes;
  bool is_whole = true;
};

/// Empties the strings of text objects that paint nothing, and drops /ActualText. Passes everything
/// else unchanged.
class HiddenTextFilter final : public QPDFObjectHandle::TokenFilter {
 public:
  explicit HiddenTextFilter(QPDFObjectHandle resources) {
    if (resources.isDictionary()) states_ = resources.getKey("/ExtGState");
  }
  [[nodiscard]] bool has_changed() const { return has_changed_; }

  void handleToken(Token const& token) override {
    operands_.push_back(token);
    if (token.getType() == QPDFTokenizer::tt_word) {
      apply(token.getValue());
    } else if (token.getType() == QPDFTokenizer::tt_inline_image) {
      pass();
    }
  }
  void handleEOF() override {
    pass();
    end_text();
  }

 private:
  struct State {
    int mode = 0;
    bool fills_nothing = false, strokes_nothing = false;  ///< alpha 0
  };

  static bool shows_text(const std::string& op) {
    return op == "Tj" || op == "TJ" || op == "'" || op == "\"";
  }
  [[nodiscard]] bool is_painted() const {
    switch (now_.mode) {
      case 0:
        return !now_.fills_nothing;
      case 1:
        return !now_.strokes_nothing;
      case 2:
        return !now_.fills_nothing || !now_.strokes_nothing;
      case 3:
        return false;
      default:
        return true;  // clips
    }
  }

  void apply(const std::string& op) {
    if (op == "q") {
      saved_.push_back(now_);
    } else if (op == "Q" && !saved_.empty()) {
      now_ = saved_.back();
      saved_.pop_back();
    } else if (op == "Tr") {
      now_.mode = std::atoi(last(QPDFTokenizer::tt_integer).c_str());
    } else if (op == "gs") {
      set_state(last(QPDFTokenizer::tt_name));
    } else if (op == "BDC") {
      drop_actual_text();
    } else if (op == "BT") {
      pass();
      is_text_ = true;
      return;
    }
    const bool shows = shows_text(op);
    if (shows && is_text_) has_painted_ = has_painted_ || (is_painted() && has_string());
    pass(shows);
    if (op == "ET") end_text();
  }

  [[nodiscard]] std::string last(QPDFTokenizer::token_type_e type) const {
    for (auto token = operands_.rbegin(); token != operands_.rend(); ++token) {
      if (token->getType() == type) return token->getValue();
    }
    return {};
  }
  [[nodiscard]] bool has_string() const {
    return std::ranges::any_of(operands_, [](const Token& token) {
      return token.getType() == QPDFTokenizer::tt_string && !token.getValue().empty();
    });
  }

  void set_state(const std::string& name) {
    if (!states_.isDictionary() || name.empty()) return;
    QPDFObjectHandle state = states_.getKey(name);
    if (!state.isDictionary()) return;
    const auto set = [&state](const char* key, bool& is_nothing) {
      QPDFObjectHandle alpha = state.getKey(key);
      if (alpha.isNumber()) is_nothing = alpha.getNumericValue() <= 0;
    };
    set("/ca", now_.fills_nothing);
    set("/CA", now_.strokes_nothing);
  }

  /// Drops the key and its string from the dictionary of marked content.
  void drop_actual_text() {
    const auto is_key = [](const Token& token) {
      return token.getType() == QPDFTokenizer::tt_name && token.getValue() == kActualText;
    };
    const auto key = std::ranges::find_if(operands_, is_key);
    if (key == operands_.end()) return;
    const auto value = std::find_if(key, operands_.end(), [](const Token& token) {
      return token.getType() == QPDFTokenizer::tt_string;
    });
    if (value == operands_.end()) return;
    operands_.erase(key, value + 1);
    has_changed_ = true;
  }

  void pass(bool shows = false) {
    for (Token& token : operands_) {
      if (!is_text_) {
        writeToken(token);
        continue;
      }
      if (shows && token.getType() == QPDFTokenizer::tt_string) strings_.push_back(text_.size());
      text_.push_back(std::move(token));
    }
    operands_.clear();
  }

  void end_text() {
    for (const std::size_t at : strings_) {
      if (has_painted_ || text_[at].getValue().empty()) continue;
      text_[at] = Token(QPDFTokenizer::tt_string, "");
      has_changed_ = true;
    }
    for (const Token& token : text_) writeToken(token);
    text_.clear();
    strings_.clear();
    is_text_ = has_painted_ = false;
  }

  QPDFObjectHandle states_;
  State now_;
  std::vector<State> saved_;
  std::vector<Token> operands_, text_;  // text_: since BT
  std::vector<std::size_t> strings_;    // positions in text_ of strings that are shown
  bool is_text_ = false, has_painted_ = false, has_changed_ = false;
};

/// Returns the contents without hidden text; nothing if they would not change.
std::optional<std::string> without_hidden_text(const std::string& contents,
                                               const QPDFObjectHandle& resources) {
  HiddenTextFilter filter(resources);
  Bounded kept;
  Pl_QPDFTokenizer tokens("contents", &filter, &kept);
  tokens.write(reinterpret_cast<const unsigned char*>(contents.data()), contents.size());
  tokens.finish();
  if (!filter.has_changed() || !kept.is_whole) return std::nullopt;
  return std::move(kept.bytes);
}

/// Does the same for a stream that qpdf can decode.
std::optional<std::string> without_hidden_text(QPDFObjectHandle stream) {
  Bounded contents;
  if (!stream.pipeStreamData(&contents, 0, qpdf_dl_generalized, true)) return std::nullopt;
  if (!contents.is_whole) return std::nullopt;
  return without_hidden_text(contents.bytes, stream.getDict().getKey("/Resources"));
}

/// Returns a CMap that maps every code, of one or of two bytes, to a space.
std::string map_of_spaces(bool has_two_bytes) {
  constexpr unsigned kMostRanges = 100;  // in one operator [ISO 32000-1, 9.10.3]
  const auto hex = [&](unsigned code) {
    return to_hex(static_cast<char16_t>(code)).substr(has_two_bytes ? 0 : 2);
  };
  std::string row;
  for (int i = 0; i < 256; ++i) row += "<0020>";
  std::string out =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo <</Registry "
      "(Adobe)/Ordering (UCS)/Supplement 0>> def\n/CMapName /CodauSpaces def /CMapType 2 def\n"
      "1 begincodespacerange <" +
      hex(0) + "> <" + hex(0xFFFF) + "> endcodespacerange\n";
  const unsigned ranges = has_two_bytes ? 256 : 1;
  for (unsigned from = 0; from < ranges; from += kMostRanges) {
    const unsigned to = std::min(from + kMostRanges, ranges);
    out += std::to_string(to - from) + " beginbfrange\n";
    for (unsigned high = from; high < to; ++high)
      out += "<" + hex(high * 256) + "> <" + hex(high * 256 + 255) + "> [" + row + "]\n";
    out += "endbfrange\n";
  }
  return out + "endcmap CMapName currentdict /CMap defineresource pop end end\n";
}

/// Returns a copy of a dictionary with each entry changed.
template <class Change>
QPDFObjectHandle changed(QPDFObjectHandle dictionary, Change change) {
  QPDFObjectHandle out = dictionary.shallowCopy();
  for (const std::string& key : dictionary.getKeys())
    out.replaceKey(key, change(dictionary.getKey(key)));
  return out;
}

QPDFObjectHandle without_actual_text(QPDFObjectHandle properties) {
  if (!properties.isDictionary() || !properties.hasKey(std::string(kActualText))) return properties;
  QPDFObjectHandle out = properties.shallowCopy();
  out.removeKey(std::string(kActualText));
  return out;
}

class ReplacedText {
 public:
  explicit ReplacedText(QPDF& pdf) : pdf_(pdf) {}
  void remove_from(QPDFPageObjectHelper& page);
  /// Removes /ActualText from the structure of all pages given to remove_from().
  void finish();

 private:
  /// Returns a copy of a form or pattern; the original if nothing in it changes.
  QPDFObjectHandle silent_form(QPDFObjectHandle form);
  QPDFObjectHandle silent_font(const QPDFObjectHandle& font);
  /// Returns a copy of the resources with silent fonts and forms. Sets `is_changed` if it has any.
  QPDFObjectHandle silent_resources(QPDFObjectHandle resources, bool& is_changed);
  QPDFObjectHandle silent_states(QPDFObjectHandle states, bool& is_changed);
  QPDFObjectHandle spaces(bool has_two_bytes);
  void remove_from_annotations(QPDFPageObjectHelper& page);

  QPDF& pdf_;
  std::map<QPDFObjGen, QPDFObjectHandle> forms_, fonts_;
  std::map<bool, QPDFObjectHandle> spaces_;  ///< CMaps for one and for two bytes
  std::set<QPDFObjGen> pages_;
  int depth_ = 0;
};

QPDFObjectHandle ReplacedText::spaces(bool has_two_bytes) {
  auto map = spaces_.find(has_two_bytes);
  if (map == spaces_.end())
    map = spaces_.emplace(has_two_bytes, pdf_.newStream(map_of_spaces(has_two_bytes))).first;
  return map->second;
}

QPDFObjectHandle ReplacedText::silent_font(const QPDFObjectHandle& font) {
  QPDFObjectHandle from = font;
  if (!from.isDictionary()) return font;
  const auto known = fonts_.find(from.getObjGen());
  if (from.isIndirect() && known != fonts_.end()) return known->second;
  QPDFObjectHandle out = from.shallowCopy();
  out.replaceKey("/ToUnicode", spaces(from.getKey("/Subtype").isNameAndEquals("/Type0")));
  out = pdf_.makeIndirectObject(out);
  if (from.isIndirect()) fonts_.emplace(from.getObjGen(), out);
  return out;
}

/// Silences the fonts of graphics states: a state may set a font, too.
QPDFObjectHandle ReplacedText::silent_states(QPDFObjectHandle states, bool& is_changed) {
  return changed(states, [&](QPDFObjectHandle state) {
    if (!state.isDictionary()) return state;
    QPDFObjectHandle font = state.getKey("/Font");
    if (!font.isArray() || font.getArrayNItems() != 2) return state;
    is_changed = true;
    QPDFObjectHandle out = state.shallowCopy();
    out.replaceKey("/Font", QPDFObjectHandle::newArray(
                                {silent_font(font.getArrayItem(0)), font.getArrayItem(1)}));
    return out;
  });
}

QPDFObjectHandle ReplacedText::silent_resources(QPDFObjectHandle resources, bool& is_changed) {
  if (!resources.isDictionary()) return resources;
  QPDFObjectHandle out = resources.shallowCopy();
  if (QPDFObjectHandle fonts = resources.getKey("/Font"); fonts.isDictionary()) {
    is_changed = is_changed || !fonts.getKeys().empty();
    out.replaceKey(
        "/Font", changed(fonts, [this](const QPDFObjectHandle& one) { return silent_font(one); }));
  }
  for (const char* const kind : {"/XObject", "/Pattern"}) {
    QPDFObjectHandle forms = resources.getKey(kind);
    if (!forms.isDictionary()) continue;
    out.replaceKey(kind, changed(forms, [&](const QPDFObjectHandle& one) {
                     QPDFObjectHandle form = silent_form(one);
                     is_changed = is_changed || !form.isSameObjectAs(one);
                     return form;
                   }));
  }
  if (QPDFObjectHandle states = resources.getKey("/ExtGState"); states.isDictionary())
    out.replaceKey("/ExtGState", silent_states(states, is_changed));
  if (QPDFObjectHandle properties = resources.getKey("/Properties"); properties.isDictionary()) {
    out.replaceKey("/Properties", changed(properties, [&](const QPDFObjectHandle& one) {
                     QPDFObjectHandle property = without_actual_text(one);
                     is_changed = is_changed || !property.isSameObjectAs(one);
                     return property;
                   }));
  }
  return out;
}

QPDFObjectHandle ReplacedText::silent_form(QPDFObjectHandle form) {
  if (!form.isStream() || form.getDict().getKey("/Subtype").isNameAndEquals("/Image")) return form;
  const auto known = forms_.find(form.getObjGen());
  if (known != forms_.end()) return known->second;
  if (depth_ >= kDeepest) return form;
  // A form inside itself draws nothing, because readers stop there.
  forms_.emplace(form.getObjGen(), QPDFObjectHandle::newNull());
  ++depth_;
  bool is_changed = false;
  QPDFObjectHandle resources = silent_resources(form.getDict().getKey("/Resources"), is_changed);
  const std::optional<std::string> contents = without_hidden_text(form);
  --depth_;
  if (!is_changed && !contents) return forms_[form.getObjGen()] = form;
  QPDFObjectHandle out = form.copyStream();
  if (contents)
    out.replaceStreamData(*contents, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
  if (resources.isDictionary()) out.getDict().replaceKey("/Resources", resources);
  forms_.insert_or_assign(form.getObjGen(), out);
  return out;
}

void ReplacedText::remove_from_annotations(QPDFPageObjectHelper& page) {
  for (QPDFAnnotationObjectHelper annotation : page.getAnnotations()) {
    QPDFObjectHandle looks = annotation.getAppearanceDictionary();
    if (!looks.isDictionary()) continue;
    QPDFObjectHandle form = looks.getKey("/N");
    if (!form.isStream()) continue;
    const std::optional<std::string> contents = without_hidden_text(form);
    if (!contents) continue;
    QPDFObjectHandle out = form.copyStream();
    out.replaceStreamData(*contents, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
    QPDFObjectHandle copy = looks.shallowCopy();
    copy.replaceKey("/N", out);
    annotation.getObjectHandle().replaceKey("/AP", copy);
  }
}

void ReplacedText::remove_from(QPDFPageObjectHelper& page) {
  QPDFObjectHandle object = page.getObjectHandle();
  pages_.insert(object.getObjGen());
  const QPDFObjectHandle resources = page.getAttribute("/Resources", false);
  Bounded contents;
  page.pipeContents(&contents);
  if (contents.is_whole) {
    if (const auto kept = without_hidden_text(contents.bytes, resources))
      object.replaceKey("/Contents", pdf_.newStream(*kept));
  }
  bool is_changed = false;
  const QPDFObjectHandle silent = silent_resources(resources, is_changed);
  if (is_changed) object.replaceKey("/Resources", silent);
  remove_from_annotations(page);
}

void ReplacedText::finish() {
  if (!pdf_.getRoot().hasKey("/StructTreeRoot")) return;
  for (QPDFObjectHandle object : pdf_.getAllObjects()) {
    if (!object.isDictionary() || !object.hasKey(std::string(kActualText))) continue;
    if (pages_.contains(object.getKey("/Pg").getObjGen()))
      object.removeKey(std::string(kActualText));
  }
}

}  // namespace

void remove_replaced_text(QPDF& pdf, const std::set<std::uint32_t>& pages) {
  if (pages.empty()) return;
  ReplacedText replaced(pdf);
  const std::vector<QPDFObjectHandle> all = pdf.getAllPages();
  for (const std::uint32_t number : pages) {
    if (number == 0 || number > all.size()) continue;
    QPDFPageObjectHelper page(all[number - 1]);
    replaced.remove_from(page);
  }
  replaced.finish();
}

}  // namespace codau::exports
