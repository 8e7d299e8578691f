#include "document/header/signer.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "core/box.h"
#include "document/layout/closing.h"
#include "document/layout/signature_office.h"
#include "document/words/pattern.h"
#include "text/syllable.h"

namespace codau::document {
namespace {

/// "TM .BAN QUẢN LÝ": its letters stay, its spaces are put right.
std::string plain(std::string line) {
  for (std::size_t at = 0; (at = line.find(" .", at)) != std::string::npos;)
    line.replace(at, 2, ". ");
  for (std::size_t at = 0; (at = line.find("  ", at)) != std::string::npos;) line.erase(at, 1);
  return line;
}

/// The line without what a digital signature prints over it: "PHÓ GIÁM ĐỐC | Ký bởi Sở Y tế".
Passage without_stamp(const Passage& line) {
  static const Pattern kStamp(R"((?:^|\s+)(?:Ký bởi|Người ký|Giờ ký|Thời gian ký)\b)");
  const auto stamp = kStamp.find(line.text);
  return stamp ? take_part(line, {0, stamp->whole().begin}) : line;
}

/// Two who sign one paper, first and second: "Nguyễn Văn A | Trần Thị B".
void append(TextField& first, const TextField& second) {
  if (!second) return;
  if (!first) {
    first = second;
    return;
  }
  first->value += " | " + second->value;
  first->source.end = second->source.end;
  first->confidence = std::min(first->confidence, second->confidence);
}

/// "Thu.Hà": a speck between two words of a name; the stop of "TS." stays.
void part_words(std::string& name) {
  static const Pattern kSpeck(R"(\p{Ll}(\.)\p{Lu}\p{Ll})");
  while (const auto match = kSpeck.find(name)) name[match->groups[1]->begin] = ' ';
}

/// Reads the lines of one signature after the other.
class SignerReader {
 public:
  explicit SignerReader(const HeaderInput& input) : input_(input) {}

  Signer read() {
    const PrintedLine* above = nullptr;
    for (const PrintedLine* at : lines()) {
      const PrintedLine& line = *at;
      if (one_.name && (is_authority_line(input_.lexicon, line.passage) ||
                        is_position_line(input_.lexicon, line.passage)))
        finish();
      if (above != nullptr && goes_on(*above, line)) {
        append_words(line.passage);
      } else if (!one_.name) {
        read_line(line.passage);
      }
      above = at;
    }
    // offices below the last name without a name of their own are no signature
    if (one_.name || !all_.name) finish();
    return std::move(all_);
  }

 private:
  /// The lines of ô 7; of two who sign beside each other in plain text those of the left one first.
  /// A line that stands alone below one "KT." is the office of its deputy (3.9).
  [[nodiscard]] std::vector<const PrintedLine*> lines() const {
    std::vector<const PrintedLine*> all;
    for (const PrintedLine& line : input_.lines) {
      if (line.zone == LineZone::kSignature) all.push_back(&line);
    }
    const auto are_halves = [&](std::size_t i) {
      return i + 1 < all.size() && all[i]->page == 0 && all[i]->source == all[i + 1]->source;
    };
    const auto is_person_at = [&](std::size_t i) {
      return is_person_line(input_.lexicon, all[i]->passage);
    };
    bool are_two = false;
    for (std::size_t i = 0; i < all.size(); ++i)
      are_two = are_two || (are_halves(i) && is_person_at(i) && is_person_at(i + 1));
    if (!are_two) return all;
    const auto lacks_deputy = [](const std::vector<const PrintedLine*>& column) {
      return !column.empty() && column.back()->passage.key.starts_with("kt.");
    };
    std::vector<const PrintedLine*> left, right;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (are_halves(i)) {
        left.push_back(all[i]);
        right.push_back(all[++i]);
      } else {
        (lacks_deputy(right) && !lacks_deputy(left) ? right : left).push_back(all[i]);
      }
    }
    left.insert(left.end(), right.begin(), right.end());
    return left;
  }

  /// The rest of an office that was broken over two lines of a page: "… NGHĨA VỤ QUÂN" / "SỰ".
  /// Below an authority it may be an office that is not known, unless one that is known follows.
  [[nodiscard]] bool goes_on(const PrintedLine& above, const PrintedLine& line) const {
    if (one_.name || line.page == 0 || above.page != line.page) return false;
    if (is_authority_line(input_.lexicon, line.passage) ||
        is_office_line(input_.lexicon, line.passage) || read_office(input_.lexicon, line.passage))
      return false;
    const PageBox &a = above.box, &b = line.box;
    const std::int32_t off_centre = std::abs(a.left + a.right - b.left - b.right) / 2;
    const bool is_below =
        b.top - a.bottom < height_of(a) && b.top > centre_y(a) && off_centre < width_of(a) / 6;
    if (!is_below || !are_syllables(line.passage.text)) return false;
    if (one_.position) return true;
    return !authority_.empty() &&
           std::any_of(&line, &input_.lines.back() + 1, [&](const PrintedLine& one) {
             return one.zone == LineZone::kSignature &&
                    is_position_line(input_.lexicon, one.passage);
           });
  }

  /// Nothing but syllables in capitals.
  static bool are_syllables(std::string_view text) {
    if (compute_capital_share(text) < 1) return false;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      if (!text::is_legal_toned_syllable(text.substr(at, end - at))) return false;
      at = end + 1;
    }
    return true;
  }

  void append_words(const Passage& line) {
    if (one_.position) {
      one_.position->value += " " + line.text;
      one_.position->source.end = line.in_document(line.all()).end;
      return;
    }
    authority_.push_back(line);
    stack_ += " " + line.text;
  }

  void finish() {
    one_.authority = to_field(join(authority_, ' '));
    if (one_.authority) one_.authority->value = stack_;
    append(all_.authority, one_.authority);
    append(all_.position, one_.position);
    append(all_.name, one_.name);
    one_ = {};
    authority_.clear();
    stack_.clear();
  }

  void read_line(const Passage& printed) {
    const Passage line = without_stamp(printed);
    if (line.empty()) return;
    const auto office = read_office(input_.lexicon, line);
    const bool has_office = one_.position || !authority_.empty();
    if (is_authority_line(input_.lexicon, line)) {
      add_authority(line, office);
    } else if (is_person_line(input_.lexicon, line) ||
               (has_office && !office && !is_office_line(input_.lexicon, line) &&
                is_person_in_capitals(input_.lexicon, line))) {
      one_.name = to_field(strip_strokes(line));
      if (input_.is_recognised) part_words(one_.name->value);
    } else if (office) {
      take_office(line, *office);
    } else if (!one_.position && compute_capital_share(line.text) > kMinAllCapitalShare &&
               count_words(line.text) > 1 && !is_half_hidden(line)) {
      one_.position = to_field(strip_strokes(line));
    } else if (is_office_line(input_.lexicon, line)) {
      one_.position = to_field(strip_strokes(line));
    }
  }

  /// "IỦ TỊCH": what a seal leaves of an office begins with no word.
  [[nodiscard]] bool is_half_hidden(const Passage& line) const {
    const std::string_view first = std::string_view(line.text).substr(0, line.text.find(' '));
    return input_.is_recognised && !text::is_legal_syllable(first);
  }

  void add_authority(const Passage& line, const std::optional<SignatureOffice>& office) {
    // "TM. ỦY BAN … QUỐC HỘI" holds more than the office that was found in it
    const bool is_known = office && !office->prefix.empty();
    const Passage printed =
        is_known && input_.is_recognised ? take_part(line, office->bytes) : strip_strokes(line);
    authority_.push_back(printed);
    stack_ += (stack_.empty() ? "" : " | ") +
              (is_known && input_.is_recognised ? office->value : plain(printed.text));
    acting_for_ = is_known && office->prefix == "KT." ? office->name : std::string();
  }

  /// Below "KT. GIÁM ĐỐC" stands the deputy (3.9): where the seal hides "PHÓ" it is put back.
  void take_office(const Passage& line, const SignatureOffice& office) {
    if (!input_.is_recognised) {
      one_.position = to_field(strip_strokes(line));
      return;
    }
    one_.position = to_field(line, office.bytes);
    Field<std::string>& position = *one_.position;
    position.value = office.value;
    if (office.edits > 0) position.confidence = kInferredConfidence;
    if (acting_for_ == "BỘ TRƯỞNG" && fold(office.name) == "thu truong") {
      position.value = "THỨ TRƯỞNG";  // a minister's deputy; not the head of just any office
    }
    if (!office.name.starts_with("PHÓ ") && office.name == acting_for_) {
      position.value = "PHÓ " + office.value;
      position.confidence = kProposedConfidence;
      position.basis = Basis::kInferred;
    }
  }

  const HeaderInput& input_;
  Signer all_, one_;
  std::vector<Passage> authority_;
  std::string stack_;
  std::string acting_for_;  ///< the head's office behind "KT."
};

}  // namespace

Signer read_signer(const HeaderInput& input) { return SignerReader(input).read(); }

}  // namespace codau::document
