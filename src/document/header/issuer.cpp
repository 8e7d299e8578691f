#include "document/header/issuer.h"

#include <vector>

#include "document/agencies/agency.h"
#include "document/agencies/agency_name.h"
#include "document/agencies/gazetteer.h"
#include "document/layout/head_lines.h"
#include "document/references/code_letters.h"
#include "document/words/form_patterns.h"
#include "document/words/heading_words.h"
#include "document/words/pattern.h"
#include "text/syllable.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

/// Of the words of units, from the province down to the commune, and of heads of organs.
struct IssuerPatterns {
  explicit IssuerPatterns(const Lexicon& lexicon) : IssuerPatterns(lexicon, units_of(lexicon)) {}
  IssuerPatterns(const Lexicon& lexicon, const std::string& unit)
      : place(unit + " .*"),
        head(R"((?:[^a-z]*|\S{1,2}\s)(ubnd\s?)" + unit + R"(\b.*|)" +
             make_form_pattern(lexicon, "issuer_head") + R"(\b.*))"),
        committee(R"((?:(uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\s?)?()" + unit + R"(\s.+))"),
        name(R"((?:(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)\s+)?)" + unit + R"(\s+)"),
        open("[^a-z]*" + make_form_pattern(lexicon, "issuer_head", "open")),
        actor("(?:^|[;,.] ?|\\bcua )(" +
              make_form_pattern(lexicon, "issuer_head", make_mark_filter("acts")) +
              R"(\b[^;,.]{0,90}?)\s+(?:xay dung|ban hanh|lap)\s+(?:k. hoach|chuong trinh))"),
        owner(R"(\bcua ()" + make_form_pattern(lexicon, "issuer_head", make_mark_filter("acts")) +
              " [^)]+)"),
        area(R"(\btren dia ban (?:cua )?()" + unit + R"( .+))") {}

  Pattern place;      ///< "TỈNH HƯNG YÊN"
  Pattern head;       ///< a line that begins an organ, group 1 without strokes before it
  Pattern committee;  ///< groups: "ủy ban nhân dân", "xã An Bình"
  Pattern name;       ///< what stands before the name of a place
  Pattern open;       ///< a line that is no whole name
  Pattern actor;      ///< "Sở Y tế … xây dựng Kế hoạch"
  Pattern owner;      ///< "của Sở Y tế"
  Pattern area;       ///< "trên địa bàn thị trấn An Thi"

 private:
  static std::string units_of(const Lexicon& lexicon) {
    const auto of = [&](const char* level) {
      return make_form_pattern(lexicon, "unit_word", level);
    };
    return "(?:" + of("province") + "|" + of("district") + "|" + of("commune") + ")";
  }
};

/// The lines of ô 2, one organ after the other.
class OrganBox {
 public:
  explicit OrganBox(const HeaderInput& input)
      : lexicon_(input.lexicon), patterns_(input.lexicon.cached<IssuerPatterns>()) {
    static const Pattern kNumber(R"(\s?/\s?[a-z]|^s.{1,2}\s?[:.]|^so\s+\d)");
    for (const PrintedLine& line : input.lines) {
      if (line.zone != LineZone::kHead) continue;
      const bool is_number = line.role != Role::kHeaderRight && kNumber.find(line.passage.key);
      if (is_number && !organs_.empty()) break;  // ô 3 stands below ô 2
      if (!is_number && (is_organ_part(line) || ends_organ(line)))
        add(without_rule(input.is_recognised ? words_of(line.passage) : line.passage));
    }
    // "TỈNH HƯNG YÊN" alone: the line above it is lost, and with it what organ it is
    if (organs_.size() == 1 && is_place(organs_[0][0])) organs_.clear();
  }

  [[nodiscard]] bool empty() const { return organs_.empty(); }
  [[nodiscard]] Passage issuing() const { return join(organs_.back(), ' '); }
  [[nodiscard]] Passage governing() const {
    std::vector<Passage> above;
    for (std::size_t i = 0; i + 1 < organs_.size(); ++i) {
      above.insert(above.end(), organs_[i].begin(), organs_[i].end());
    }
    return join(above, ' ');
  }

 private:
  /// "UY.BAN NHÂN DÂN": a speck between two words.
  static Passage words_of(const Passage& line) {
    static const Pattern kSpeck(R"(uy(\.)ban )");
    Passage out = strip_edge_noise(line);
    if (const auto speck = kSpeck.at_start(out.key))
      out.text[out.in_text(*speck->groups[1]).begin] = out.key[speck->groups[1]->begin] = ' ';
    return out;
  }

  /// "TỈNH HƯNG YÊN" above "UBND HUYỆN ÂN THI"; "TỈNH ỦY", "TỈNH ĐOÀN" are organs of their own.
  [[nodiscard]] bool is_place(const Passage& line) const {
    static const Pattern kOrgan(R"(\S+ (?:ỦY|UỶ|Ủy|ĐOÀN|Đoàn)(?: |$))");
    return patterns_.place.is_full_match(line.key) && !kOrgan.at_start(line.text);
  }

  /// "HUYỆN ỦY ÂN THI        -----": the rule below ô 1, or a speck read as a small letter.
  static Passage without_rule(const Passage& line) {
    static const Pattern kRule(R"(\s(?:[-_=*–—]{3,}|\p{Ll})$)");
    const auto rule = kRule.find(line.text);
    return rule ? take_part(line, {0, rule->whole().begin}) : line;
  }

  [[nodiscard]] bool is_organ_part(const PrintedLine& line) const {
    static const Pattern kOther(
        R"(^\d+\s*/|\bng.{1,2}y\b.*\bnam\b|)"
        R"(v\s?/\s?v\b|^[^a-z]*$|^(?:thuong )?khan$|hoa toc|(?:^|toi |tuyet )mat$|luu hanh|)"
        R"(xem xong|den$|cong van den|ky boi|thoi gian ky|^kinh gui)"),
        kDigit(R"(\d)"), kNumbered(R"([a-z][a-z ,.&()-]*[ -]\d{1,3}(?: [a-z-][a-z ,-]*)?)");
    // "ĐỀ ÁN 06", "BAN CHỈ ĐẠO 389" have a number of their own
    if (kDigit.find(line.passage.key) && !kNumbered.is_full_match(line.passage.key) &&
        !ends_with_year(line))
      return false;
    return line.role != Role::kHeaderRight &&
           compute_capital_share(line.passage.text) > kMinCapitalShare &&
           line.passage.key.size() > 3 && !kOther.find(line.passage.key) &&
           !find_name_or_motto(line.passage.key);
  }

  /// "BAN CHỈ ĐẠO TỔNG ĐIỀU TRA NÔNG THÔN," / "NÔNG NGHIỆP NĂM 2025": what goes on, or begins, an
  /// organ of one year.
  [[nodiscard]] bool ends_with_year(const PrintedLine& line) const {
    static const Pattern kYear(R"([a-z][a-z ,.&()-]* nam (?:19|20)\d\d)");
    return kYear.is_full_match(line.passage.key) &&
           (goes_on(line.passage) || patterns_.head.at_start(line.passage.key));
  }

  /// The last, short word of an organ whose name was broken over two lines: "… NHÂN" / "DÂN".
  [[nodiscard]] bool ends_organ(const PrintedLine& line) const {
    static const Pattern kWord(R"(\p{Lu}{2,4})");
    return !organs_.empty() && line.role == Role::kHeaderLeft &&
           kWord.is_full_match(line.passage.text) &&
           text::is_legal_toned_syllable(line.passage.text);
  }

  /// A line with an organ's head word begins an organ, strokes before it left away; another goes on
  /// ("ỦY BAN NHÂN DÂN" / "TỈNH …").
  void add(const Passage& line) {
    const auto begins = patterns_.head.at_start(line.key);
    if (is_place(line)) {  // "XÃ PHONG THẠNH" is no "Phòng …"
      if (organs_.empty()) organs_.emplace_back();
      organs_.back().push_back(line);
    } else if (begins && !goes_on(line)) {
      organs_.push_back({take_part(line, line.in_text(*begins->groups[1]))});
    } else if (!organs_.empty()) {
      organs_.back().push_back(line);
    }
  }

  /// "SỞ NÔNG NGHIỆP VÀ" is not whole: what follows goes on, whatever it begins with.
  [[nodiscard]] bool goes_on(const Passage& line) const {
    if (organs_.empty()) return false;
    static const Pattern kCommittee(
        R"(^ban (?:nhan dan|mttq|mat tran|thuong vu quoc hoi)|^phong,? chong )");
    const Passage& above = organs_.back().back();
    return is_continued_below(lexicon_, above, ContinuationKind::kOrgan) ||
           patterns_.open.is_full_match(above.key) || kCommittee.find(line.key);
  }

  const Lexicon& lexicon_;
  const IssuerPatterns& patterns_;
  std::vector<std::vector<Passage>> organs_;
};

/// "UY BAN NHÂN DÂN", "HDND" with their marks.
std::string known_words(std::string_view printed) {
  for (const std::string_view right : {"ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "HĐND"}) {
    if (fold(printed) == fold(right) && text::tone_key(printed) != text::tone_key(right))
      return std::string(right);
  }
  return std::string(printed);
}

/// Ô 2 is in capitals, where marks are small and the recogniser weakest, but its words are known:
/// committee, unit, place, and the names of the list of agencies.
TextField respelt(const HeaderInput& input, const Passage& printed) {
  TextField field = to_field(printed);
  if (!field || !input.is_recognised) return field;
  std::string right = field->value;
  const auto match = input.lexicon.cached<IssuerPatterns>().committee.at_start(printed.key);
  if (match && match->whole().size() == printed.key.size()) {
    const ByteRange committee = match->has(1) ? printed.in_text(*match->groups[1]) : ByteRange{},
                    place = printed.in_text(*match->groups[2]);
    right = committee.empty() ? "" : known_words(slice(printed.text, committee)) + " ";
    const auto spelt = correct_place_spelling(input.lexicon, slice(printed.text, place));
    right += spelt ? text::to_upper(*spelt) : std::string(slice(printed.text, place));
  } else if (const KnownAgency* agency = find_known_agency(input.lexicon, field->value);
             agency != nullptr && fold(agency->name) == printed.key) {
    right = text::to_upper(agency->name);
  }
  right = correct_organ_letters(input.lexicon, right);
  if (text::tone_key(right) == text::tone_key(field->value)) return field;
  field->value = right;
  field->confidence = kInferredConfidence;
  return field;
}

/// The level word and the capitalised name behind it: "xã Thanh Liệt"; empty without a name.
ByteRange name_at(const Lexicon& lexicon, const Passage& passage, ByteRange where) {
  static const Pattern kName(R"((?:\p{Lu}[\p{L}'’]*|\d+)(?:\s\p{Lu}[\p{L}'’]*){0,3})");
  const Passage words = take_part(passage, where);
  const auto head = lexicon.cached<IssuerPatterns>().name.at_start(words.key);
  if (!head) return {};
  const std::uint32_t at = words.in_text(head->whole()).end;
  const auto match = kName.at_start(std::string_view(words.text).substr(at));
  if (!match) return {};
  return {where.begin, where.begin + at + match->whole().end};
}

class Inference {
 public:
  Inference(const HeaderInput& input, const Passage& subject) : input_(input), subject_(subject) {}

  /// "trên địa bàn thị trấn An Thi": a plan for a place is its committee's.
  void from_subject_tail(Issuer& out) const {
    const auto match = input_.lexicon.cached<IssuerPatterns>().area.find(subject_.key);
    if (!match) return;
    const ByteRange place = name_at(input_.lexicon, subject_, subject_.in_text(*match->groups[1]));
    if (place.empty()) return;
    out.name =
        Field<std::string>{"UBND " + std::string(slice(subject_.text, place)),
                           subject_.in_document(place), kInferredConfidence, Basis::kInferred};
    out.basis = OrganBasis::kSubject;
  }

  void from_preamble(Issuer& out) const {
    const Pattern& acts = input_.lexicon.cached<IssuerPatterns>().actor;
    for (const SectionNode& node : input_.nodes) {
      if (node.form) return;
      const auto match =
          node.section.kind == SectionKind::kPara ? acts.find(node.text.key) : std::nullopt;
      if (!match) continue;
      const ByteRange where = node.text.in_text(*match->groups[1]);
      const std::string actor = fold(slice(node.text.text, where));
      const bool is_committee = actor.starts_with("ubnd") || actor.starts_with("uy ban");
      if (is_committee && name_at(input_.lexicon, node.text, where).empty())
        return;  // "UBND xã": of which one is not said
      out.name = to_field(node.text, where);
      out.basis = OrganBasis::kPreamble;
      return;
    }
  }

  /// "(Kèm theo Quyết định … của Ủy ban nhân dân xã An Bình)" below the title of an appendix, or of
  /// a plan that is one itself.
  void from_appendix(Issuer& out) const {
    for (const SectionNode& node : input_.nodes) {
      const bool is_attached = node.section.kind == SectionKind::kNote &&
                               node.text.key.starts_with('(') && begins_promulgation(node.text.key);
      if (node.section.kind != SectionKind::kAppendix && !is_attached) continue;
      const auto match = input_.lexicon.cached<IssuerPatterns>().owner.find(node.text.key);
      if (!match) continue;
      const ByteRange name = node.text.in_text(*match->groups[1]);
      if (!begins_with_capital(slice(node.text.text, name))) continue;  // "của hội viên"
      out.name = to_field(node.text, name);
      out.basis = OrganBasis::kAppendix;
      return;
    }
  }

 private:
  const HeaderInput& input_;
  const Passage& subject_;
};

/// The last `count` words of a name.
std::string last_words(std::string_view name, std::size_t count) {
  std::size_t at = name.size();
  for (; count > 0 && at != std::string::npos && at > 0; --count) at = name.rfind(' ', at - 1);
  return std::string(at == std::string::npos ? name : name.substr(at + (at < name.size() ? 1 : 0)));
}

/// "KIM ĐỘNG" written as "Kim Đồng" is: each word with a capital where `model` has one.
std::string in_capitals_of(std::string_view words, std::string_view model) {
  std::string out;
  std::size_t word = 0, other = 0;
  while (word < words.size() && other < model.size()) {
    const std::size_t end = std::min(words.find(' ', word), words.size());
    const std::size_t other_end = std::min(model.find(' ', other), model.size());
    const std::string lower = text::to_lower(words.substr(word, end - word));
    const bool capital = begins_with_capital(model.substr(other, other_end - other));
    std::size_t first = capital ? 1 : 0;  // bytes of the first letter
    while (first > 0 && first < lower.size() && (lower[first] & 0xC0) == 0x80) ++first;
    out += (out.empty() ? "" : " ") + text::to_upper(lower.substr(0, first)) + lower.substr(first);
    word = end + 1;
    other = other_end + 1;
  }
  return out;
}

void infer(const HeaderInput& input, const Passage& subject, const Passage& below_subject,
           const TextField& notation, Issuer& out) {
  if (!below_subject.empty()) {
    out.name = to_field(below_subject);
    out.basis = OrganBasis::kSubject;
  }
  const Inference inference(input, subject);
  const bool is_committee = !notation || notation->value.find("UBND") != std::string::npos;
  if (!out.name && is_committee) inference.from_subject_tail(out);
  if (!out.name) inference.from_preamble(out);
  if (!out.name) inference.from_appendix(out);
  if (!out.name) inference.from_subject_tail(out);
  if (!out.name) return;
  out.name->confidence = kInferredConfidence;
  add_reason(out.flags, "ORGAN_INFERRED");
}

/// "BỘ TÀI CHÍNH" above "CỤC THUẾ": the name of the list alone, of no place, is the ministry's.
bool is_of_ministry(const Lexicon& lexicon, const Issuer& issuer) {
  const KnownAgency* known = find_known_agency(lexicon, issuer.name->value);
  return issuer.governing &&
         infer_level(lexicon, issuer.governing->value) == AgencyLevel::kCentral &&
         known != nullptr && fold(known->name) == fold(issuer.name->value);
}

}  // namespace

Issuer read_issuer(const HeaderInput& input, const Passage& subject, const Passage& below_subject,
                   const TextField& notation) {
  Issuer out;
  const OrganBox box(input);
  if (box.empty()) {
    infer(input, subject, below_subject, notation, out);
  } else {
    out.name = respelt(input, box.issuing());
    out.governing = respelt(input, box.governing());
    out.basis = OrganBasis::kZone2;
  }
  if (!out.name) {
    add_reason(out.flags, "ORGAN_MISSING");
    return out;
  }
  out.level = infer_level(input.lexicon, out.name->value);
  if (out.level == AgencyLevel::kProvince && is_of_ministry(input.lexicon, out))
    out.level = AgencyLevel::kCentral;
  // "BAN THƯỜNG TRỰC", "VĂN PHÒNG" say nothing of themselves: as high as what they belong to
  const bool is_part = out.level == AgencyLevel::kUnknown || out.level == AgencyLevel::kUnit;
  static const Pattern kFront(
      R"(\b(?:(?:tinh|huyen|thanh|quan|thi|xa|thi) doan|doan (?:tncs|thanh nien|xa|phuong)|)"
      R"(hoi (?:[a-ce-z]|d[a-np-z])|cong doan|lien doan|mttq|ubmttq|mat tran)\b)");
  static const Pattern kBoard(R"((?:bch|btv|btt|ban (?:chap hanh|thuong vu|thuong truc))\b)");
  if (!is_part && !(out.governing && kBoard.at_start(fold(out.name->value)))) return out;
  if (out.governing && kFront.find(fold(out.governing->value))) {
    out.level = AgencyLevel::kFront;
  } else if (out.governing) {
    out.level = infer_level(input.lexicon, out.governing->value);
  }
  return out;
}

AgencyLevel infer_level_in_place(const Lexicon& lexicon, const Issuer& issuer,
                                 std::string_view place, std::string_view day) {
  static const Pattern kUnit(R"((?:thanh pho |t\.?p\.? ?)+)");
  const bool may_be_city =
      issuer.level == AgencyLevel::kProvince || issuer.level == AgencyLevel::kDistrict;
  if (!may_be_city || !issuer.name) return issuer.level;
  const AgencyNameParts own = split_agency_name(lexicon, issuer.name->value, false);
  if (fold(own.unit) != "thanh pho") return issuer.level;
  const AgencyNameParts above = issuer.governing
                                    ? split_agency_name(lexicon, issuer.governing->value, false)
                                    : AgencyNameParts{};
  if (fold(above.unit) == "tinh") return AgencyLevel::kDistrict;
  if (!own.place.empty()) return find_unit_level(lexicon, own.unit, own.place, day);
  if (fold(above.unit) == "thanh pho" && !above.place.empty())
    return find_unit_level(lexicon, own.unit, above.place, day);
  const Passage city = read_passage(place, ByteRange{0, static_cast<std::uint32_t>(place.size())});
  const auto unit = kUnit.at_start(city.key);
  const Passage name = unit ? take_from(city, city.to_text(unit->whole().end)) : city;
  return name.empty() ? issuer.level : find_unit_level(lexicon, own.unit, name.text, day);
}

std::optional<std::string> correct_issue_place(const Lexicon& lexicon, const Issuer& issuer,
                                               std::string_view place) {
  const auto spelt = correct_place_spelling(lexicon, place);
  for (const TextField* organ : {&issuer.name, &issuer.governing}) {
    if (!*organ) continue;
    if (spelt && text::tone_key((*organ)->value).ends_with(" " + text::tone_key(*spelt)))
      return spelt;
    const std::string named = last_words((*organ)->value, count_words(place));
    const std::string key = fold(place);
    constexpr std::size_t kLong = 6;  // letters: where one is wrong it is the same name
    const bool is_same = fold(named) == key ||
                         (!spelt && key.size() >= kLong && edit_distance(fold(named), key) == 1);
    if (is_same && text::tone_key(named) != text::tone_key(place))
      return in_capitals_of(named, place);
  }
  return std::nullopt;
}

}  // namespace codau::document
