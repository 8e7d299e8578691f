#include "worker/mark_unread_ink.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/changes.h"
#include "document/header/header_places.h"
#include "worker/late_changes.h"

namespace codau::worker {
namespace {

constexpr std::string_view kInk = "[…]";

bool has_flag(const document::Document& document, std::string_view code) {
  return std::ranges::find(document.flags, code) != document.flags.end();
}

constexpr std::string_view kBlank = " \t._-,:;";

/// Returns true if a place has more than blanks, dots and punctuation.
bool has_words(std::string_view place) {
  std::string rest(place);
  for (std::size_t at = 0; (at = rest.find("…", at)) != std::string::npos;) rest.erase(at, 3);
  return rest.find_first_not_of(kBlank) != std::string::npos;
}

/// Returns the place without blanks and punctuation at its ends.
ByteRange words_in(std::string_view line, ByteRange place) {
  while (!place.empty() && kBlank.find(line[place.begin]) != std::string_view::npos) ++place.begin;
  while (!place.empty() && kBlank.find(line[place.end - 1]) != std::string_view::npos) --place.end;
  return place;
}

/// Searches the first lines of a document.
class Head {
 public:
  Head(const RestoredDocument& text, const document::Document& document)
      : text_(text.after), document_(document) {}

  std::vector<Change> find() {
    const document::Header& header = document_.header;
    const bool is_read = header.type_code && header.type_code->basis != document::Basis::kDefault;
    if (!is_read) return {};
    const std::string date = header.issued_edtf ? header.issued_edtf->value : "XXXX-XX-XX";
    bool wants_number = (has_flag(document_, "NUMBER_BLANK") && !header.code_number) ||
                        is_handwritten(header.code_number),
         wants_date = has_flag(document_, "DATE_PARTIAL") || has_flag(document_, "DATE_MISSING") ||
                      is_handwritten(header.issued_edtf);
    const auto first = std::ranges::partition_point(
        text_.lines, [&](const TextLine& line) { return line.text.begin < document_.bytes.begin; });
    std::uint32_t seen = 0;
    for (auto line = first; line != text_.lines.end() && seen < document::kMaxDocumentHeadLines;
         ++line, ++seen) {
      if (line->text.begin >= document_.bytes.end) break;
      if (wants_number) wants_number = !take_number(*line);
      if (wants_date) wants_date = !take_date(*line, date);
    }
    std::ranges::sort(out_, {}, [](const Change& one) { return one.in.begin; });
    std::uint32_t behind = 0;  // number and date may share a line
    std::erase_if(out_, [&](const Change& one) {
      const bool overlaps = one.in.begin < behind;
      if (!overlaps) behind = one.in.end;
      return overlaps;
    });
    set_output_ranges(out_);
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool is_recognised(const TextLine& line) const {
    return std::ranges::any_of(text_.pages, [&](const TextPage& page) {
      return page.number == line.page && page.number > 0 && page.origin == TextOrigin::kOcr;
    });
  }

  bool take_number(const TextLine& line) {
    const std::string_view words = slice(text_.text, line.text);
    const auto place = document::find_number_place(words);
    if (!place || !is_recognised(line)) return false;
    const auto& number = document_.header.code_number;
    put(line, words, *place, number ? number->value : "");
    return true;
  }

  bool take_date(const TextLine& line, const std::string& edtf) {
    const std::string_view words = slice(text_.text, line.text);
    const auto places = document::find_date_places(words);
    if (!places || !is_recognised(line)) return false;
    for (const auto& [place, value] :
         {std::pair(places->day, edtf.substr(8, 2)), std::pair(places->month, edtf.substr(5, 2))}) {
      if (value != "XX" && !is_handwritten(document_.header.issued_edtf)) continue;
      const std::string_view read = slice(words, words_in(words, place));
      const bool is_same = read == value || (value[0] == '0' && read == value.substr(1));
      put(line, words, place, value == "XX" ? "" : is_same ? read : value);
    }
    return true;
  }

  static bool is_handwritten(const document::TextField& field) {
    return field && field->basis == document::Basis::kHand;
  }

  /// Puts a value into a place, or "[…]" if the value is empty and the place has ink.
  void put(const TextLine& line, std::string_view words, ByteRange place, std::string_view value) {
    if (!value.empty() && slice(words, words_in(words, place)) == value) return;
    const bool was_read = has_words(slice(words, place));
    if (!was_read && (!value.empty() || !has_ink(line, place))) return;
    const ByteRange ink = was_read ? words_in(words, place) : place;
    Change change;
    change.in = {line.text.begin + ink.begin, line.text.begin + ink.end};
    change.before = change.runner_up = std::string(slice(text_.text, change.in));
    change.after = value.empty() ? kInk : value;
    if (!was_read || touches_letter(ink.begin > 0 ? words[ink.begin - 1] : ' '))
      change.after.insert(0, " ");
    const char next = ink.end < words.size() ? words[ink.end] : ' ';
    if (touches_letter(next) || (!was_read && next == '-')) change.after += ' ';
    change.rule = kInkRule;
    change.source = "ocr_restore";
    out_.push_back(std::move(change));
  }

  /// Returns true if the page has unread ink in a place.
  [[nodiscard]] bool has_ink(const TextLine& line, ByteRange place) const {
    const ByteRange in_text{line.text.begin + place.begin, line.text.begin + place.end};
    for (std::uint32_t i = line.words.begin; i < line.words.end; ++i) {
      const ByteRange next =
          i + 1 < line.words.end ? text_.words[i + 1] : ByteRange{line.text.end, line.text.end};
      const bool reaches = text_.words[i].begin < in_text.end && next.begin >= in_text.begin;
      if (reaches && text_.scanned_word(i).has_unread_ink_after) return true;
    }
    return false;
  }

  /// Returns true for an ASCII letter or digit, or a byte of any other letter.
  static bool touches_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           static_cast<unsigned char>(c) >= 0x80;
  }

  const TextDocument& text_;
  const document::Document& document_;
  std::vector<Change> out_;
};

}  // namespace

std::vector<Change> mark_unread_ink(const RestoredDocument& text,
                                    const document::Document& document) {
  return Head(text, document).find();
}

}  // namespace codau::worker
