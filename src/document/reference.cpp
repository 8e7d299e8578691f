#include "document/reference.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>

#include "document/deadline.h"
#include "document/law_title.h"
#include "document/passage.h"
#include "document/pattern.h"

namespace codau::document {
namespace {

// ---- codes (standards 3.4) ----

struct Type {
  std::string_view code;
  std::string_view key;  ///< its name, folded
};

/// NĐ 30, Phụ lục III, in the law's order, then types of laws and of the Party.
constexpr auto kTypes = std::to_array<Type>({
    {"NQ", "nghi quyet"},
    {"QĐ", "quyet dinh"},
    {"CT", "chi thi"},
    {"QC", "quy che"},
    {"QyĐ", "quy dinh"},
    {"TC", "thong cao"},
    {"TB", "thong bao"},
    {"HD", "huong dan"},
    {"CTr", "chuong trinh"},
    {"KH", "ke hoach"},
    {"PA", "phuong an"},
    {"ĐA", "de an"},
    {"DA", "du an"},
    {"BC", "bao cao"},
    {"BB", "bien ban"},
    {"TTr", "to trinh"},
    {"HĐ", "hop dong"},
    {"CĐ", "cong dien"},
    {"BGN", ""},
    {"BTT", ""},
    {"GUQ", "giay uy quyen"},
    {"GM", "giay moi"},
    {"GGT", ""},
    {"GNP", ""},
    {"PG", "phieu gui"},
    {"PC", "phieu chuyen"},
    {"PB", "phieu bao"},
    {"NĐ", "nghi dinh"},
    {"TTLT", "thong tu lien tich"},
    {"TT", "thong tu"},
    {"PL", "phap lenh"},
    {"VBHN", "van ban hop nhat"},
    {"KL", "ket luan"},
    {"QĐi", ""},
    {"CV", "cong van"},
    {"BL", "bo luat"},
    {"L", "luat"},
    {"HP", "hien phap"},
});

std::string_view known_type(std::string_view printed) {
  const auto* const found = std::ranges::find(kTypes, printed, &Type::code);
  return found == kTypes.end() ? std::string_view{} : found->code;
}

/// The type that `head` stands for: itself, or the one that it is with Đ read as D (or Ð, B).
std::string_view repaired_type(std::string_view head) {
  if (const auto known = known_type(head); !known.empty()) return known;
  const std::string key = fold(head);
  for (const Type& type : kTypes) {
    if (type.code.find("Đ") != std::string_view::npos && fold(type.code) == key) return type.code;
  }
  return {};
}

/// Notation: groups of letters and digits with dashes between them, the first one capital.
constexpr const char* kNotation =
    R"([A-ZĐÐƯÔƠĂÂÊ][A-Za-z0-9ĐÐđƯưÔôƠơĂÂÊ&]*(?: ?[-–] ?[A-ZĐÐƯÔƠĂÂÊ][A-Za-z0-9ĐÐđƯưÔôƠơĂÂÊ&.]*)*)";

std::string without_spaces(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ') continue;
    if (text.substr(i).starts_with("–")) {
      out += '-';
      i += std::string_view("–").size() - 1;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::optional<std::int32_t> number_of(std::string_view digits) {
  std::int32_t out = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return out;
}

std::size_t capitals_at_start(std::string_view text) {
  std::size_t n = 0;
  while (n < text.size() && text[n] >= 'A' && text[n] <= 'Z') ++n;
  return n;
}

/// Fills notation and type; false when the notation is none of the grammar.
bool set_notation(Code& code, std::string notation) {
  const std::size_t dash = std::min(notation.find('-'), notation.size());
  const std::string_view head = std::string_view(notation).substr(0, dash);
  if (const auto type = repaired_type(head); !type.empty() && dash < notation.size()) {
    code.type_code = type;
    code.notation = std::string(type) + notation.substr(dash);
    return true;
  }
  code.notation = notation;
  if (head.starts_with("QH") && dash == notation.size())
    return true;  // acts of the National Assembly
  if (!known_type(head).empty() || capitals_at_start(head) < 2) return false;
  code.type_code = "CV";  // organ and unit only
  return true;
}

// ---- citations ----

constexpr const char* kTypeWord =
    "(ke hoach|quyet dinh|nghi quyet|nghi dinh|thong tu lien tich|thong tu|chi thi|phap lenh|bo "
    "luat|"
    "luat|thong bao|huong dan|chuong trinh|de an|cong van|bao cao|to trinh|ket luan|quy dinh|quy "
    "che|"
    "van ban hop nhat|cong dien|phuong an|giay moi|hien phap|van ban)";

/// A code as it stands in a text, with what it names.
struct Cited {
  Bytes text;
  Code code;
};

std::vector<Cited> codes_in(std::string_view text) {
  static const Pattern kCode(
      R"((?:^|[^\p{L}\d/])()"
      R"((?:\d{1,5}[a-zA-Z]? ?)?(?:/ ?(?:19|20)\d\d ?)?/ ?(?:(?:[A-ZĐ]{1,4}-)?(?:UBTV)?QH ?1\d|)" +
      std::string(kNotation) +
      R"()|\d{1,4} ?[-–] ?[A-ZĐÐ][A-Za-zĐđ]{0,4} ?/ ?[A-ZĐÐ][A-ZĐÐƯa-z]*(?:[-–][A-ZĐÐ][A-ZĐÐa-z]*)*)"
      R"())");
  std::vector<Cited> out;
  for (std::size_t at = 0; const auto found = kCode.find(text, at);) {
    Bytes where = *found->groups[1];
    at = where.end;
    while (where.size() > 1 &&
           std::string_view(".-&").find(text[where.end - 1]) != std::string_view::npos) {
      --where.end;
    }
    if (auto code = read_code(slice(text, where))) out.push_back({where, std::move(*code)});
  }
  return out;
}

/// The text between the last sentence or list mark and byte `to` of the key.
std::string_view clause_before(std::string_view key, std::uint32_t to) {
  std::string_view clause = sentence_before(key, to);
  for (const std::string_view mark : {". ", "; ", ": "}) {
    const std::size_t at = clause.rfind(mark);
    if (at != std::string_view::npos) clause.remove_prefix(at + mark.size());
  }
  return clause;
}

/// What a plan says about the paper before it names it (the verb nearest to the citation).
std::optional<Relation> relation_of(std::string_view clause) {
  static const Pattern kVerb(
      R"((?:^|[^a-z])(can cu|thuc hien|trien khai|thi hanh|kem theo|sua doi|bo sung|dieu chinh|thay the|bai bo))");
  static const Pattern kOpening(R"([-+*"( ]*(can cu|thuc hien|trien khai))");
  if (const auto opening = kOpening.at_start(clause)) {
    if (opening->of(clause, 1) == "can cu") return Relation::kBasis;
  }
  std::optional<Relation> out;
  for (std::size_t at = 0; const auto found = kVerb.find(clause, at);) {
    const std::string_view verb = found->of(clause, 1);
    at = found->whole().end;
    out = verb == "can cu"                                                 ? Relation::kBasis
          : verb == "kem theo"                                             ? Relation::kSelf
          : verb == "thay the" || verb == "bai bo"                         ? Relation::kReplaces
          : verb == "sua doi" || verb == "bo sung" || verb == "dieu chinh" ? Relation::kAmends
                                                                           : Relation::kImplements;
  }
  return out;
}

/// Reads one citation after the other and remembers what a list of them began with.
class Reader {
 public:
  explicit Reader(const Passage& passage) : passage_(passage) {}

  std::vector<Reference> take() {
    for (const Cited& cited : codes_in(passage_.text)) add_numbered(cited);
    add_titles();
    std::ranges::sort(found_, {}, [](const Found& one) { return one.text.begin; });
    set_relations();
    std::vector<Reference> out;
    for (Found& one : found_) {
      one.reference.raw = slice(passage_.text, one.text);
      one.reference.source = passage_.in_document(one.text);
      out.push_back(std::move(one.reference));
    }
    return out;
  }

 private:
  struct Found {
    Bytes text;
    Bytes key;
    Reference reference;
  };
  struct Taken {
    std::uint32_t end = 0;  ///< of the key
    std::size_t index = 0;  ///< of found_
  };

  [[nodiscard]] std::uint32_t to_key(std::uint32_t text_byte) const {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(passage_.key_at, text_byte) -
                                      passage_.key_at.begin());
  }
  [[nodiscard]] std::string text_of(Bytes key) const {
    return std::string(slice(passage_.text, passage_.in_text(key)));
  }
  [[nodiscard]] bool is_free(Bytes key) const {
    const auto behind = taken_.lower_bound(key.end);
    return behind == taken_.begin() || std::prev(behind)->second.end <= key.begin;
  }
  void add(Bytes text, Bytes key, Reference&& reference) {
    taken_.emplace(key.begin, Taken{key.end, found_.size()});
    found_.push_back({text, key, std::move(reference)});
  }

  void add_numbered(const Cited& cited) {
    static const Pattern kBefore(std::string("(?:^|[^a-z])(?:") + kTypeWord +
                                 R"( ?)?((?:so ?[:.]? ?)?)$)");
    Bytes key{to_key(cited.text.begin), to_key(cited.text.end)};
    Reference out;
    out.number = cited.code.number;
    out.notation = cited.code.notation;
    out.year = cited.code.year;
    if (!cited.code.type_code.empty()) out.type_code = cited.code.type_code;
    const std::string_view ahead = sentence_before(passage_.key, key.begin);
    const auto before = kBefore.find(ahead);
    const bool is_named = before && (before->has(1) || !before->groups[2]->empty());
    if (!is_named && !cited.code.number) return;  // "/KH-UBND" alone is no citation
    if (is_named) {
      key.begin -= static_cast<std::uint32_t>(ahead.size());
      key.begin += before->groups[before->has(1) ? 1 : 2]->begin;
      if (before->has(1)) set_type(out, before->of(ahead, 1));
    }
    read_date(key, out);
    read_organ(key, out);
    read_title(key, out);
    if (!is_free(key)) return;
    add(passage_.in_text(key), key, std::move(out));
  }

  /// A printed type word names what the code leaves open (QH13, organ and unit).
  static void set_type(Reference& out, std::string_view word) {
    if (out.type_code && *out.type_code != "CV") return;
    const auto* const type = std::ranges::find(kTypes, word, &Type::key);
    if (type != kTypes.end()) out.type_code = type->code;
  }

  /// "ngày 12/01/2023", "ngày 12 tháng 01 năm 2023", with gaps: "ngày / /2024".
  void read_date(Bytes& key, Reference& out) const {
    static const Pattern kDate(
        R"([ ,(]*ngay[.,]? ?(?:[_|~] )?(\d{1,2})?[:.,]? ?(?:/|\.|-|thang) ?(\d{1,2})? ?(?:/|\.|-|,? ?nam) ?((?:19|20)\d\d))");
    const std::string_view behind = std::string_view(passage_.key).substr(key.end);
    static const Pattern kLostWord(  // "ngày 10 ame 8 năm 2022", "7 19/02/2016"
        R"([ ,(]*(?:ngay ?(\d{1,2}) [a-z]{3,6} (\d{1,2}) nam|\d (\d{1,2})/(\d{1,2})/) ?((?:19|20)\d\d))");
    auto found = kDate.at_start(behind);
    if (const auto broken = found ? std::nullopt : kLostWord.at_start(behind)) {
      const auto& groups = broken->groups;
      const std::size_t day_at = broken->has(1) ? 1 : 3;
      found = Match{{groups[0], groups[day_at], groups[day_at + 1], groups[5]}};
    }
    if (!found) return;
    key.end += found->whole().end;
    const auto part = [&](std::size_t group) {  // 0 where nothing is printed
      return number_of(found->of(behind, group)).value_or(0);
    };
    const std::int32_t year = part(3), month = part(2), day = part(1);
    if (day != 0 && month != 0) {
      const auto days = civil_days(year, month, day);
      if (!days) return;  // no such day: nothing rather than a guess
      out.issued_date = out.issued_edtf = iso_date(*days);
      return;
    }
    const auto first = civil_days(year, month, 1);
    const std::string month_part = first ? iso_date(*first).substr(5, 2) : "XX";
    out.issued_edtf = std::to_string(year) + "-" + month_part + "-XX";
  }

  void read_organ(Bytes& key, Reference& out) const {
    static const Pattern kOf(R"([ ,)]*cua ((?:[a-z0-9'"&-]+ ?)+))");
    static const Pattern kEnd(
        R"( (?:ve|phe duyet|ban hanh|quy dinh|huong dan|sua doi|giao|cong bo|thong qua|trien khai|)"
        R"(thuc hien|tuyen truyen|nang cao|tang cuong|va thuc hien|chi dao|yeu cau|duyet)(?: |$)| ?$)");
    const std::string_view behind =
        std::string_view(passage_.key).substr(key.end, kLongestSentence);
    const auto found = kOf.at_start(behind);
    if (!found) return;
    Bytes organ = *found->groups[1];
    for (std::size_t at = organ.begin;
         const auto end = kEnd.find(behind.substr(0, organ.end), at);) {
      at = end->whole().begin + 1;
      const Bytes word{key.end + end->whole().begin, key.end + end->whole().end};
      if (text_of(word).find("vệ") != std::string::npos) continue;  // "bảo vệ" is a name's part
      organ.end = end->whole().begin;
      break;
    }
    // "… của Thủ tướng Chính phủ và Văn bản số …": the next paper is not of the organ
    static const Pattern kNext(std::string(" va (?:thuc hien )?") + kTypeWord + " (?:so )?\\d");
    if (const auto next = kNext.find(behind.substr(0, organ.end), organ.begin))
      organ.end = std::min(organ.end, next->whole().begin);
    if (organ.empty()) return;
    out.organ_raw = text_of({key.end + organ.begin, key.end + organ.end});
    key.end += organ.end;
  }

  void read_title(const Bytes& key, Reference& out) const {
    static const Pattern kTitle(
        R"( ((?:ve|phe duyet|ban hanh|quy dinh (?:chi tiet|ve|viec|mot so)) [^;.(]{3,300}))");
    const std::string_view behind = std::string_view(passage_.key).substr(key.end);
    const auto found = kTitle.at_start(behind);
    if (!found) return;
    Bytes title{key.end + found->groups[1]->begin, key.end + found->groups[1]->end};
    const std::string_view words = slice(passage_.key, title);
    static const Pattern kNext(std::string("(?:,| va)(?: thuc hien)? ") + kTypeWord + " so ");
    if (const auto next = kNext.find(words)) title.end = title.begin + next->whole().begin;
    out.title = text_of(title);
    while (!out.title->empty() &&
           std::string_view(" ,:/").find(out.title->back()) != std::string_view::npos) {
      out.title->pop_back();
    }
  }

  /// Acts cited by title: alone, "Luật Đất đai", or before their number, "Luật Thanh tra số …".
  void add_titles() {
    for (const Bytes title : law_titles(passage_.text)) add_title(title);
  }

  void add_title(Bytes where) {
    Bytes key{to_key(where.begin), to_key(where.end)};
    if (!is_free(key)) return;
    static const Pattern kYear(R"( nam ((?:19|20)\d\d)$)"),
        kAct("bo luat|luat|phap lenh|hien phap");
    const std::string_view words = slice(passage_.key, key);
    const std::string_view act = kAct.at_start(words)->of(words, 0);
    if (const auto numbered = taken_.find(key.end + 1); numbered != taken_.end()) {
      Found& one = found_[numbered->second.index];
      if (slice(passage_.key, one.key).starts_with("so")) {
        one.reference.title = std::string(slice(passage_.text, where));
        set_type(one.reference, act);
        return;
      }
    }
    Reference out;
    out.title = plain_title(slice(passage_.text, where));
    if (const auto year = kYear.find(words)) out.year = number_of(year->of(words, 1));
    set_type(out, act);
    read_date(key, out);
    add(passage_.in_text(key), key, std::move(out));
  }

  void set_relations() {
    std::optional<Relation> last;
    std::uint32_t end = 0;
    for (Found& one : found_) {
      const std::string_view clause = clause_before(passage_.key, one.key.begin);
      auto relation = relation_of(clause);
      // what a plan comes with is the plan; a decree's annex is the decree's
      const bool is_plan = !one.reference.number || one.reference.type_code == "KH";
      if (relation == Relation::kSelf && !is_plan) relation = Relation::kMentions;
      // a list: "Thực hiện Kế hoạch số 1 …; Kế hoạch số 2 …" is one verb
      const bool goes_on =
          clause.find_first_not_of(" -") == std::string_view::npos && end > 0 &&
          passage_.key.substr(end, one.key.begin - end).find(". ") == std::string::npos;
      if (!relation && goes_on) relation = last;
      one.reference.relation = relation.value_or(Relation::kMentions);
      last = one.reference.relation;
      end = one.key.end;
    }
  }

  const Passage& passage_;
  std::vector<Found> found_;
  std::map<std::uint32_t, Taken> taken_;  ///< by the begin of each key; none overlap
};

}  // namespace

std::vector<Reference> find_references(std::string_view nfc) {
  const Passage passage = read_passage(nfc, Bytes{0, static_cast<std::uint32_t>(nfc.size())});
  return Reader(passage).take();
}

std::optional<Code> read_code(std::string_view token) {
  static const Pattern kCivil(R"((\d{1,5}[a-zA-Z]?)?(?:/((?:19|20)\d\d))?/()" +
                              std::string(kNotation) + ")");
  static const Pattern kParty(
      R"((\d{1,4})-([A-ZĐÐ][A-Za-zĐđ]{0,4})/([A-ZĐÐ][A-ZĐÐƯa-z]*(?:-[A-ZĐÐ][A-ZĐÐa-z]*)*))");
  static const Pattern kBare(kNotation);
  const std::string text = without_spaces(token);
  Code out;
  if (const auto party = kParty.at_start(text); party && party->whole().size() == text.size()) {
    const std::string_view type = repaired_type(party->of(text, 2));
    if (type.empty()) return std::nullopt;
    out.number = std::string(party->of(text, 1));
    out.type_code = type;
    const std::string_view organ = party->of(text, 3);
    out.notation = out.type_code + "/" + std::string(organ == "TƯ" ? "TU" : organ);
    return out;
  }
  const auto civil = kCivil.at_start(text);
  if (civil && civil->whole().size() == text.size()) {
    if (civil->has(1)) out.number = std::string(civil->of(text, 1));
    if (civil->has(2)) out.year = number_of(civil->of(text, 2));
    if (!set_notation(out, std::string(civil->of(text, 3)))) return std::nullopt;
    return out;
  }
  if (!kBare.fits(text) || text.find('-') == std::string::npos) return std::nullopt;
  if (!set_notation(out, text)) return std::nullopt;
  return out;
}

}  // namespace codau::document
