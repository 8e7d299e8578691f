#include "document/header.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "document/gazetteer.h"
#include "document/offices.h"
#include "document/pattern.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

constexpr std::size_t kNumberLength = 11, kNotationLength = 30, kOrganLength = 200,
                      kSubjectLength = 500, kPositionLength = 100, kNameLength = 50;  // 3.2
constexpr std::size_t kMarkLines = 30;  // secrecy and urgency stand at the head of page 1
constexpr double kProposed = 0.5;  ///< confidence of a value that needs a second document (3.3)
constexpr double kInferred = 0.8;
constexpr double kCapitals = 0.7;

std::int32_t to_int(std::string_view digits) {
  std::int32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string two_digits(std::int32_t value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

struct DatePart {
  std::int32_t value = 0;  ///< 0: blank or unreadable
  std::size_t digits = 0;
  bool damaged = false;  ///< letters read as the digits they look like: "/2" is 12, "OL" is 01
  bool guessed = false;  ///< no letter of it was read as a digit
};

DatePart read_part(std::string_view printed) {
  DatePart out;
  std::string digits;
  while (!printed.empty() &&
         std::string_view("])}'.").find(printed.back()) != std::string_view::npos)
    printed.remove_suffix(1);
  for (const char c : printed) {
    const bool is_one = std::string_view("/|l!i").find(c) != std::string_view::npos;
    const bool is_digit = c >= '0' && c <= '9';
    if (!is_digit && !is_one && c != 'o') return {};
    digits += is_one ? '1' : c == 'o' ? '0' : c;
    out.damaged = out.damaged || !is_digit;
    out.guessed = out.digits++ == 0 ? !is_digit : out.guessed && !is_digit;
  }
  if (out.damaged && digits.size() == 1) return {};  // a printed day or month has two there
  out.value = to_int(digits);
  return out;
}

std::optional<std::int32_t> last_year(std::string_view key) {
  static const Pattern kPattern(R"(\bnam\s+((?:19|20)\d\d)\b)");
  std::optional<std::int32_t> year;
  std::size_t at = 0;
  while (const auto match = kPattern.find(key, at)) {
    year = to_int(match->of(key, 1));
    at = match->whole().end;
  }
  return year;
}

class Reader {
 public:
  Reader(const std::vector<Line>& lines, const std::vector<Node>& nodes)
      : lines_(lines), nodes_(nodes) {
    is_recognised_ = std::ranges::any_of(lines, [](const Line& line) { return line.page > 0; });
  }

  HeaderReading read() {
    read_type_and_subject();
    read_marks();
    if (!out_.header.type_code) return unknown();
    read_number();
    read_date();
    read_organ();
    read_period();
    read_signers();
    check();
    return std::move(out_);
  }

 private:
  Header& header() { return out_.header; }
  void flag(const char* code) {
    if (std::ranges::find(out_.flags, code) == out_.flags.end()) out_.flags.emplace_back(code);
  }

  /// A text without type has no header (ruling 13.8); the last pages of one still are signed.
  HeaderReading unknown() {
    header().type_code = Field<std::string>{"KHAC", {}, 1, Basis::kDefault};
    header().type_name = Field<std::string>{"Khác", {}, 1, Basis::kDefault};
    flag("NOT_A_PLAN");
    read_signers();
    return std::move(out_);
  }

  // ---- ô 5: type and subject ----

  void read_type_and_subject() {
    for (const Line& line : lines_) {
      if (line.zone != Zone::kTitle) continue;
      const auto type = read_type(line.passage);
      if (!type) continue;
      const Bytes source = line.passage.in_document(line.passage.all());
      header().type_code = Field<std::string>{std::string(type->code), source};
      header().type_name = Field<std::string>{std::string(type->name), source};
      title_rest_ = rest_of_title(line.passage, type->name);
    }
    read_subject();
    if (!header().type_code && header().subject) {
      header().type_code = Field<std::string>{"CV", header().subject->source};
      header().type_name = Field<std::string>{"Công văn", {}, 1, Basis::kDefault};
    }
    if (header().type_code && header().type_code->value != "KH") flag("NOT_A_PLAN");
  }

  /// "KẾ HOẠCH hành động …": what stands behind the type belongs to the subject; "CỦA …" does not.
  static Passage rest_of_title(const Passage& line, std::string_view name) {
    const std::string key = fold(name);
    const std::size_t at = line.key.find(key);
    if (at == std::string::npos) return {};
    Passage rest = from(line, line.in_text({0, static_cast<std::uint32_t>(at + key.size())}).end);
    return rest.key.starts_with("cua ") ? Passage{} : rest;
  }

  void read_subject() {
    std::vector<Passage> parts;
    if (!title_rest_.empty()) parts.push_back(title_rest_);
    for (const Line& line : lines_) {
      if (line.zone != Zone::kSubject) continue;
      if (!parts.empty() && is_organ_line(line.passage)) {
        organ_in_subject_ = line.passage;
        continue;
      }
      parts.push_back(line.passage);
    }
    subject_ = join(parts, ' ');
    static const Pattern kAbout(R"(v\s?/\s?v\s*:?\s*)");
    const auto match = kAbout.at_start(subject_.key);
    if (match) subject_ = from(subject_, subject_.in_text(match->whole()).end);
    header().subject = to_field(subject_);
  }

  /// "Sở Thông tin và Truyền thông" below the subject is the organ (3.7, 12.9).
  static bool is_organ_line(const Passage& line) {
    static const Pattern kPattern(R"((so|phong|ban|cuc|chi cuc|truong|benh vien|trung tam) )");
    return begins_with_capital(line.text) && kPattern.at_start(line.key) && !last_year(line.key) &&
           count_words(line.text) <= 9 && is_agency(line.text);
  }

  // ---- ô 3: number and notation ----

  void read_number() {
    static const Pattern kPrinted(
        R"((?:^|\s)(?:s[o06]|86|\$o)\s?[:;.,]?\s*(\d{0,5}\s?[a-z]?)\s*/\s*((?:(?:19|20)\d\d\s*/\s*)?[a-z][a-z0-9.&]*(?:\s?[-/]\s?[a-z0-9.&]+)*))");
    static const Pattern kParty(
        R"((?:^|\s)s[o06]\s?[:;.,]?\s*(\d{0,5})\s*-\s*([a-z]{1,4}/[a-z-]+))");
    static const Pattern kFused(
        R"(^(?:[85$s][60o])?(\d{2,5}[a-z]?)\s*/\s*([a-z][a-z]+(?:-[a-z]+)*))");
    for (const Line& line : lines_) {
      if (line.zone != Zone::kHead) continue;
      const std::string& key = line.passage.key;
      if (const auto match = kFused.at_start(key)) return take_fused(line.passage, *match);
      if (const auto match = kPrinted.find(key)) return take_number(line.passage, *match);
      if (const auto match = kParty.find(key)) return take_number(line.passage, *match);
    }
    if (!read_notation_alone()) read_number_of_appendix();
  }

  /// "Số: 2}2 /KH-SYT": a number that cannot be read stays empty.
  bool read_notation_alone() {
    static const Pattern kPattern(R"([^a-z]*s[oa06].{0,8}?/\s*([a-z]+(?:-[a-z]+)+))");
    for (const Line& line : lines_) {
      if (line.zone != Zone::kHead) continue;
      const auto match = kPattern.at_start(line.passage.key);
      if (!match) continue;
      take_notation(line.passage, line.passage.in_text(*match->groups[1]));
      return true;
    }
    return false;
  }

  void take_number(const Passage& line, const Match& match) {
    header().code_number = to_field(line, line.in_text(*match.groups[1]));
    if (header().code_number) std::erase(header().code_number->value, ' ');
    static const Pattern kPlain(R"(\d*[A-Za-zĐđ]?)");  // "42É" is handwriting misread
    if (header().code_number && !kPlain.fits(header().code_number->value))
      header().code_number.reset();
    take_notation(line, line.in_text(*match.groups[2]));
  }

  /// "01/2006/TT-NHNN": the year is not of the notation.
  void take_notation(const Passage& line, Bytes where) {
    static const Pattern kYear(R"((?:19|20)\d\d\s*/\s*)");
    if (const auto match = kYear.at_start(slice(line.text, where)))
      where.begin += match->whole().end;
    header().code_notation = to_field(line, where);
    if (header().code_notation) std::erase(header().code_notation->value, ' ');
  }

  /// "8607 /KH-UBND": "Số:" read as 86 (3.3). The rest is only proposed; its source is all of it.
  void take_fused(const Passage& line, const Match& match) {
    const bool lost_so = match.groups[1]->begin > 0;
    header().code_number = to_field(line, line.in_text(*match.groups[1]));
    take_notation(line, line.in_text(*match.groups[2]));
    if (!lost_so) return;
    header().code_number->source =
        line.in_document(line.in_text({match.whole().begin, match.groups[1]->end}));
    header().code_number->confidence = kProposed;
    header().code_number->basis = Basis::kInferred;
    flag("NUMBER_PROPOSED");
  }

  /// "(Kèm theo Kế hoạch số /KH-UBND …)" names the document itself (12.13).
  void read_number_of_appendix() {
    static const Pattern kPattern(R"(\bso\s*(\d{0,5}[a-z]?)\s*/\s*([a-z]+(?:-[a-z]+)+))");
    for (const Node& node : nodes_) {
      if (node.section.kind != SectionKind::kAppendix) continue;
      if (const auto match = kPattern.find(node.text.key)) return take_number(node.text, *match);
    }
  }

  // ---- ô 4: place and date ----

  void read_date() {
    static const Pattern kPattern(
        R"(,?\s*ng.{1,2}y\s*([^\s,]{0,3}?)\s*[^\s,]?th.{0,2}a?ng\s*([^\s,]{0,3}?)\s*nam\s*([^\s,]{0,4}))");
    for (const Line& line : lines_) {
      if (line.zone != Zone::kHead) continue;
      const auto match = kPattern.find(line.passage.key);
      if (!match) continue;
      take_place(line.passage, *match);
      take_date(line.passage, *match);
      return;
    }
    if (!read_date_of_appendix()) flag("DATE_MISSING");
  }

  /// "(Kèm theo Kế hoạch số /KH-UBND ngày / /2024 …)": the year is all that is known (12.13).
  bool read_date_of_appendix() {
    static const Pattern kPattern(
        R"(\bso\s*\d{0,5}[a-z]?\s*/\s*[a-z-]+\s+ngay\s*(\d{0,2})\s*/\s*(\d{0,2})\s*/\s*(\d{4}))");
    for (const Node& node : nodes_) {
      if (node.section.kind != SectionKind::kAppendix) continue;
      const auto match = kPattern.find(node.text.key);
      if (!match) continue;
      take_date(node.text, *match);
      return true;
    }
    return false;
  }

  void take_place(const Passage& line, const Match& match) {
    const std::string_view before = std::string_view(line.key).substr(0, match.whole().begin);
    static const Pattern kCode(R"(^.*/\s*\S+\s+)");
    const auto number = kCode.at_start(before);
    const Bytes place = line.in_text({number ? number->whole().end : 0, match.whole().begin});
    if (line.key[match.whole().begin] == ',') header().issued_place = to_field(line, place);
    header().issued_line = to_field(line, {place.begin, line.all().end});
  }

  /// Groups 1, 2, 3 of the match are day, month, year.
  void take_date(const Passage& line, const Match& match) {
    DatePart d = read_part(match.of(line.key, 1)), m = read_part(match.of(line.key, 2));
    const DatePart y = read_part(match.of(line.key, 3));
    const std::int32_t year = y.value > 999 ? y.value : 0;
    if (d.value == 0 && m.value == 0 && year == 0) return flag("DATE_MISSING");
    if (d.value > 31 || m.value > 12) {  // no day or month: not read
      flag("DATE_INVALID");
      (d.value > 31 ? d : m) = {};
    }
    const bool is_full = d.value > 0 && m.value > 0 && year > 0;
    if (is_full && !civil_days(year, m.value, d.value)) return flag("DATE_INVALID");
    const std::string edtf = (year > 0 ? std::to_string(year) : "XXXX") + "-" +
                             (m.value > 0 ? two_digits(m.value) : "XX") + "-" +
                             (d.value > 0 ? two_digits(d.value) : "XX");
    const bool damaged = d.damaged || m.damaged || y.damaged;
    // A digit that is sure and the law's count of digits (3.5) settle the other: it is what is
    // printed.
    const bool guessed = d.guessed || m.guessed || y.guessed;
    header().issued_edtf =
        Field<std::string>{edtf, line.in_document(line.in_text(match.whole())),
                           damaged ? kProposed : 1, guessed ? Basis::kInferred : Basis::kRead};
    if (!is_full) flag("DATE_PARTIAL");
    const bool padded_day = d.digits == 2 || d.value == 0;
    const bool padded_month = m.value == 0 || m.value > 9 || (m.value <= 2) == (m.digits == 2);
    if (!padded_day || !padded_month || damaged) flag("DATE_PADDING");
  }

  // ---- ô 10, 11 ----

  void read_marks() {
    std::size_t seen = 0;
    for (const Line& line : lines_) {
      if (line.zone == Zone::kBlank || ++seen > kMarkLines) continue;
      if (line.zone == Zone::kTable || capital_share(line.passage.text) < kCapitals) continue;
      read_mark(without_noise(line.passage));
    }
    if (header().secrecy != Secrecy::kNone) flag("SECRET");
  }

  /// A stamp's frame is read as strokes beside its words: "HỎA TỐC |".
  static Passage without_noise(const Passage& line) {
    static const Pattern kWords(R"([^a-z]*([a-z].*[a-z])[^a-z]*)");
    const auto match = kWords.at_start(line.key);
    return match ? part(line, line.in_text(*match->groups[1])) : Passage{};
  }

  void read_mark(const Passage& mark) {
    const std::string marked = text::to_lower(mark.text);
    const bool is_bare = marked == mark.key;  // text without marks: "MAT"
    if (marked == "tuyệt mật" || (is_bare && mark.key == "tuyet mat"))
      header().secrecy = Secrecy::kTuyetMat;
    if (marked == "tối mật" || (is_bare && mark.key == "toi mat"))
      header().secrecy = Secrecy::kToiMat;
    if (marked == "mật" || (is_bare && mark.key == "mat")) header().secrecy = Secrecy::kMat;
    if (mark.key.starts_with("hoa toc")) header().priority = Priority::kHoaToc;
    if (mark.key == "thuong khan") header().priority = Priority::kThuongKhan;
    if (mark.key == "khan") header().priority = Priority::kKhan;
    if (mark.key == "luu hanh noi bo" || mark.key == "xem xong tra lai")
      header().circulation = to_field(mark);
  }

  // ---- ô 2: organ ----

  void read_organ() {
    std::vector<std::vector<Passage>> organs;
    static const Pattern kNumber(R"(\s?/\s?[a-z]|^s.{1,2}\s?:)");
    for (const Line& line : lines_) {
      if (line.zone != Zone::kHead) continue;
      const bool is_number = line.role != Role::kHeaderRight && kNumber.find(line.passage.key);
      if (is_number && !organs.empty()) break;  // ô 3 stands below ô 2
      if (!is_number && is_organ_part(line)) add_organ_line(organs, line.passage);
    }
    if (!organs.empty()) {
      header().organ_name = to_organ(join(organs.back(), ' '));
      std::vector<Passage> above;
      for (std::size_t i = 0; i + 1 < organs.size(); ++i) {
        above.insert(above.end(), organs[i].begin(), organs[i].end());
      }
      header().governing_organ = to_organ(join(above, ' '));
      header().organ_basis = OrganBasis::kZone2;
    } else {
      infer_organ();
    }
    if (header().organ_name) header().organ_level = level_of(header().organ_name->value);
    respell_place();
  }

  static bool is_organ_part(const Line& line) {
    static const Pattern kOther(
        R"(cong h.{1,3} xa h|d.c .ap ?- ?tu do|dang cong san|^\d+\s*/|ng.{1,2}y\b.*\bnam\b|v\s?/\s?v\b|^[^a-z]*$|khan|hoa toc|mat$|luu hanh|xem xong|den$|cong van den|ky boi|thoi gian ky|^kinh gui|\d)");
    return line.role != Role::kHeaderRight && capital_share(line.passage.text) > kCapitals &&
           line.passage.key.size() > 3 && !kOther.find(line.passage.key);
  }

  /// A line with an organ's head word begins an organ, strokes before it left away; another goes on
  /// ("ỦY BAN NHÂN DÂN" / "TỈNH …").
  static void add_organ_line(std::vector<std::vector<Passage>>& organs, const Passage& line) {
    static const Pattern kHead(
        R"((?:[^a-z]*|\S{1,2}\s)((?:ubnd|uy ban|hdnd|hoi dong|so|bo|phong|ban|truong|cuc|chi cuc|tong cuc|trung tam|dang uy|huyen uy|tinh uy|thanh uy|quan uy|thi uy|dang bo|hoi|doan|tinh doan|huyen doan|vien|hoc vien|benh vien|cong an|ngan hang|van phong|thanh tra|tong cong ty|cong ty|chinh phu|quoc hoi|toa an|kho bac|bao hiem|lien doan|to cong tac|dai|bao)\b.*))");
    const auto begins = kHead.at_start(line.key);
    if (begins) {
      organs.push_back({part(line, line.in_text(*begins->groups[1]))});
    } else if (!organs.empty()) {
      organs.back().push_back(line);
    }
  }

  /// Ô 2 is in capitals, where marks are small and the recogniser weakest, but its words are known:
  /// committee, unit, place, and the names of the list of agencies.
  Text to_organ(const Passage& printed) const {
    Text field = to_field(printed);
    if (!field || !is_recognised_) return field;
    static const Pattern kCommittee(
        R"((?:(uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd)\s)?((?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)\s.+))");
    std::string right = field->value;
    const auto match = kCommittee.at_start(printed.key);
    if (match && match->whole().size() == printed.key.size()) {
      const Bytes committee = match->has(1) ? printed.in_text(*match->groups[1]) : Bytes{},
                  place = printed.in_text(*match->groups[2]);
      right = committee.empty() ? "" : known_words(slice(printed.text, committee)) + " ";
      const auto spelt = respelt_place(slice(printed.text, place));
      right += spelt ? text::to_upper(*spelt) : std::string(slice(printed.text, place));
    } else if (const KnownAgency* agency = known_agency(field->value);
               agency != nullptr && fold(agency->name) == printed.key) {
      right = text::to_upper(agency->name);
    }
    if (text::tone_key(right) == text::tone_key(field->value)) return field;
    field->value = right;
    field->confidence = kInferred;
    return field;
  }

  /// The place of ô 4 takes its marks from the list where ô 2 names the same place.
  void respell_place() {
    Text& place = header().issued_place;
    const auto spelt = place && is_recognised_ ? respelt_place(place->value) : std::nullopt;
    if (!spelt) return;
    for (const Text* organ : {&header().organ_name, &header().governing_organ}) {
      if (!*organ || !text::tone_key((*organ)->value).ends_with(" " + text::tone_key(*spelt)))
        continue;
      place->value = *spelt;
      place->confidence = kInferred;
      return;
    }
  }

  /// "UY BAN NHÂN DÂN", "HDND" with their marks.
  static std::string known_words(std::string_view printed) {
    for (const std::string_view right : {"ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "HĐND"}) {
      if (fold(printed) == fold(right) && text::tone_key(printed) != text::tone_key(right))
        return std::string(right);
    }
    return std::string(printed);
  }

  void infer_organ() {
    if (!organ_in_subject_.empty()) {
      header().organ_name = to_field(organ_in_subject_);
      header().organ_basis = OrganBasis::kSubject;
    }
    if (!header().organ_name) organ_from_subject_tail();
    if (!header().organ_name) organ_from_preamble();
    if (!header().organ_name) organ_from_appendix();
    if (header().organ_name) header().organ_name->confidence = kInferred;
    if (header().organ_name) flag("ORGAN_INFERRED");
  }

  /// "trên địa bàn thị trấn An Thi": a plan for a place is its committee's.
  void organ_from_subject_tail() {
    static const Pattern kPattern(
        R"(\btren dia ban (?:cua )?((?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh|dac khu) .+))");
    const auto match = kPattern.find(subject_.key);
    if (!match) return;
    const Bytes tail = subject_.in_text(*match->groups[1]);
    const Bytes place = name_at(subject_, tail);
    if (place.empty()) return;
    header().organ_name =
        Field<std::string>{"UBND " + std::string(slice(subject_.text, place)),
                           subject_.in_document(place), kInferred, Basis::kInferred};
    header().organ_basis = OrganBasis::kSubject;
  }

  /// The level word and the capitalised name behind it: "xã Thanh Liệt"; empty without a name.
  static Bytes name_at(const Passage& passage, Bytes where) {
    static const Pattern kLevel(
        R"((?:(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)\s+)?(?:xa|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh|dac khu)\s+)");
    static const Pattern kName(R"((?:\p{Lu}[\p{L}'’]*|\d+)(?:\s\p{Lu}[\p{L}'’]*){0,3})");
    const Passage words = part(passage, where);
    const auto head = kLevel.at_start(words.key);
    if (!head) return {};
    const std::uint32_t at = words.in_text(head->whole()).end;
    const auto match = kName.at_start(std::string_view(words.text).substr(at));
    if (!match) return {};
    return {where.begin, where.begin + at + match->whole().end};
  }

  void organ_from_preamble() {
    static const Pattern kActor(
        R"((?:^|[;,.] ?|\bcua )((?:ubnd|uy ban nhan dan|so|phong|ban|cuc|chi cuc|truong|benh vien|trung tam|hoi|doan)\b[^;,.]{0,90}?)\s+(?:xay dung|ban hanh|lap)\s+(?:k. hoach|chuong trinh))");
    for (const Node& node : nodes_) {
      if (node.form) return;
      const auto match =
          node.section.kind == SectionKind::kPara ? kActor.find(node.text.key) : std::nullopt;
      if (!match) continue;
      const Bytes where = node.text.in_text(*match->groups[1]);
      const bool is_committee = slice(node.text.text, where).size() > 0 &&
                                (fold(slice(node.text.text, where)).starts_with("ubnd") ||
                                 fold(slice(node.text.text, where)).starts_with("uy ban"));
      if (is_committee && name_at(node.text, where).empty())
        return;  // "UBND xã": of which one is not said
      header().organ_name = to_field(node.text, where);
      header().organ_basis = OrganBasis::kPreamble;
      return;
    }
  }

  void organ_from_appendix() {
    static const Pattern kPattern(R"(\bcua ((?:ubnd|uy ban nhan dan|so|phong) [^)]+))");
    for (const Node& node : nodes_) {
      if (node.section.kind != SectionKind::kAppendix) continue;
      const auto match = kPattern.find(node.text.key);
      if (!match) continue;
      header().organ_name = to_field(node.text, node.text.in_text(*match->groups[1]));
      header().organ_basis = OrganBasis::kAppendix;
      return;
    }
  }

  // ---- plan year ----

  void read_period() {
    static const Pattern kPeriod(
        R"(\b(?:giai doan|nhiem ki|nhiem ky|nam)\s+((?:19|20)\d\d)\s*-\s*((?:19|20)\d\d)\b)");
    if (const auto match = kPeriod.find(subject_.key)) {
      header().period_start = std::string(match->of(subject_.key, 1)) + "-01-01";
      header().period_end = std::string(match->of(subject_.key, 2)) + "-12-31";
      return;
    }
    header().plan_year = last_year(subject_.key);
    if (header().plan_year) {
      for (const Node& node : nodes_) {
        if (node.form || node.section.kind != SectionKind::kPara) continue;
        static const Pattern kSaid(R"(\bnam\s+((?:19|20)\d\d)\s*(?:,?\s*(?:cu the )?nhu sau|voi))");
        const auto match = kSaid.find(node.text.key);
        if (match && to_int(match->of(node.text.key, 1)) != *header().plan_year)
          flag("PLAN_YEAR_CONFLICT");
      }
    } else if (header().type_code->value == "KH") {
      flag("PLAN_YEAR_MISSING");
    }
  }

  // ---- ô 7 ----

  void read_signers() {
    std::vector<Passage> authority;
    std::string stack;
    for (const Line& line : lines_) {
      if (line.zone != Zone::kSignature || header().signer_name) continue;
      const auto office = read_office(line.passage);
      if (is_authority(line.passage)) {
        const Passage printed =
            office ? part(line.passage, office->bytes) : without_noise(line.passage);
        authority.push_back(printed);
        stack += (stack.empty() ? "" : " | ") +
                 (office && is_recognised_ ? office->value : plain(printed.text));
        acting_for_ = office && office->prefix == "KT." ? office->name : std::string();
      } else if (is_person(line.passage)) {
        header().signer_name = to_field(without_noise(line.passage));
      } else if (office) {
        take_office(line.passage, *office);
      } else if (!header().signer_position && capital_share(line.passage.text) > 0.9 &&
                 count_words(line.passage.text) > 1) {
        header().signer_position = to_field(without_noise(line.passage));
      }
    }
    header().signer_authority = to_field(join(authority, ' '));
    if (header().signer_authority) header().signer_authority->value = stack;
  }

  /// Below "KT. GIÁM ĐỐC" stands the deputy (3.9): where the seal hides "PHÓ" it is put back.
  void take_office(const Passage& line, const Office& office) {
    header().signer_position = to_field(line, office.bytes);
    if (!is_recognised_) return;
    Field<std::string>& position = *header().signer_position;
    position.value = office.value;
    if (office.edits > 0) position.confidence = kInferred;
    if (!office.name.starts_with("PHÓ ") && office.name == acting_for_) {
      position.value = "PHÓ " + office.value;
      position.confidence = kProposed;
      position.basis = Basis::kInferred;
    }
  }

  /// "TM .BAN QUẢN LÝ": its letters stay, its spaces are put right.
  static std::string plain(std::string line) {
    for (std::size_t at = 0; (at = line.find(" .", at)) != std::string::npos;)
      line.replace(at, 2, ". ");
    for (std::size_t at = 0; (at = line.find("  ", at)) != std::string::npos;) line.erase(at, 1);
    return line;
  }

  // ---- flags ----

  void check() {
    if (!header().code_number) flag("NUMBER_BLANK");
    if (header().code_notation && !read_code("01/" + header().code_notation->value) &&
        !read_code("01-" + header().code_notation->value))
      flag("NOTATION_BAD");
    if (!header().organ_name) flag("ORGAN_MISSING");
    if (!header().subject) flag("SUBJECT_MISSING");
    if (!header().signer_name) flag("SIGNER_MISSING");
    if (!header().signer_position) flag("POSITION_MISSING");
    if (!header().signer_authority) flag("SIGNER_NO_AUTHORITY");
    check_year();
    check_length(header().code_number, kNumberLength);
    check_length(header().code_notation, kNotationLength);
    check_length(header().organ_name, kOrganLength);
    check_length(header().subject, kSubjectLength);
    check_length(header().signer_position, kPositionLength);
    check_length(header().signer_name, kNameLength);
  }

  void check_length(const Text& field, std::size_t limit) {
    if (field && text::code_points(field->value) > limit) flag("LENGTH_LIMIT");
  }

  void check_year() {
    if (!header().plan_year || !header().issued_edtf) return;
    const std::int32_t issued = to_int(header().issued_edtf->value.substr(0, 4));
    const std::int32_t month = to_int(header().issued_edtf->value.substr(5, 2));
    const std::int32_t plan = *header().plan_year;
    if (issued == 0) return;
    const bool early = issued == plan - 1 && month > 0 && month <= 6;
    if (issued < plan - 1 || issued > plan + 1 || early) flag("YEAR_CONFLICT");
  }

  const std::vector<Line>& lines_;
  const std::vector<Node>& nodes_;
  HeaderReading out_;
  Passage title_rest_, subject_, organ_in_subject_;
  bool is_recognised_ = false;  ///< from pages: a text file is as its author spelt it
  std::string acting_for_;      ///< the head's office behind "KT."
};

}  // namespace

HeaderReading read_header(const std::vector<Line>& lines, const std::vector<Node>& nodes) {
  return Reader(lines, nodes).read();
}

}  // namespace codau::document
