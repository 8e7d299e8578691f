#include "document/references/reference.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "document/references/code_letters.h"
#include "document/references/document_code.h"
#include "document/references/document_type.h"
#include "document/references/law_title.h"
#include "document/words/calendar.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"
#include "text/numerals.h"
#include "text/unicode.h"

namespace codau::document {
namespace {

constexpr double kMisread = 0.5;  ///< the printed date does not exist

/// The text between the last sentence or list mark and byte `to` of the key.
std::string_view clause_before(std::string_view key, std::uint32_t to) {
  std::string_view clause = find_sentence_before(key, to);
  for (const std::string_view mark : {". ", "; ", ": "}) {
    const std::size_t at = clause.rfind(mark);
    if (at != std::string_view::npos) clause.remove_prefix(at + mark.size());
  }
  return clause;
}

/// The role "citing_verb".
struct CitingVerbs {
  explicit CitingVerbs(const Lexicon& lexicon)
      : any("(?:^|[^a-z])(" + make_form_pattern(lexicon, "citing_verb") + ')'),
        basis(R"([-+*"( ]*)" + make_form_pattern(lexicon, "citing_verb", "basis")),
        paper("(?:^|[^a-z])(?:" + make_form_pattern(lexicon, "act_word") + '|' +
              make_type_name_pattern(lexicon) + R"()[ ,]*$)") {
    static const std::map<std::string_view, Relation> kTypes = {
        {"basis", Relation::kBasis},
        {"implements", Relation::kImplements},
        {"self", Relation::kSelf},
        {"amends", Relation::kAmends},
        {"replaces", Relation::kReplaces}};
    for (const text::LexiconEntry& entry : lexicon.entries("citing_verb"))
      if (const auto type = kTypes.find(entry.type); type != kTypes.end())
        relations[fold(entry.form)] = type->second;
  }

  Pattern any, basis;
  Pattern paper;  ///< "Luật", of one that "sửa đổi" another
  std::map<std::string, Relation, std::less<>> relations;
};

/// What tells that "16/TTg" without a date is a paper and not the number of a form.
struct PaperSigns {
  explicit PaperSigns(const Lexicon& lexicon)
      : verb("(?:^|[^a-z])(?:theo|" + make_form_pattern(lexicon, "citing_verb") + ") $") {
    for (const char* role : {"abbreviation", "organ_letters"}) {
      for (const text::LexiconEntry& entry : lexicon.entries(role)) add(entry.form);
    }
    for (const text::LexiconEntry& entry : lexicon.entries("agency")) {
      add(entry.mark("short"));
      // papers of the state and of the Party have the initials: "CP", "TU"
      const std::string_view level = entry.mark("level");
      if (level == "central" || level == "party") add(make_initials(entry.form));
    }
  }

  /// "VPCP", "TTg-KTN", "BCĐ389".
  [[nodiscard]] bool is_of_organ(std::string_view notation) const {
    std::string_view letters = notation.substr(0, notation.find('-'));
    letters = letters.substr(0, letters.find_last_not_of("0123456789") + 1);
    return organs.contains(letters);
  }

  Pattern verb;  ///< before the name of the paper

 private:
  void add(std::string_view letters) {
    organs.emplace(letters);
    organs.insert(text::strip_diacritics(letters));
  }

  std::set<std::string, std::less<>> organs;
};

/// The relation of a citation. A list does not go on with the verb of a title in it.
struct Cited {
  std::optional<Relation> relation;
  bool is_of_title = false;
};

/// Returns the relation of the verb nearest to a citation. A paper that the cited one amends is not
/// amended by the plan. `of_clause` is the length in bytes of the clause before the end of the
/// citation above it. `above` is the relation of that citation.
Cited relation_of(const Lexicon& lexicon, std::string_view clause, std::size_t of_clause,
                  std::optional<Relation> above) {
  const CitingVerbs& verbs = lexicon.cached<CitingVerbs>();
  if (verbs.basis.at_start(clause)) return {Relation::kBasis};
  Cited out;
  for (std::size_t at = 0; const auto found = verbs.any.find(clause, at);) {
    at = found->whole().end;
    const auto verb = verbs.relations.find(found->of(clause, 1));
    const Relation relation = verb == verbs.relations.end() ? Relation::kMentions : verb->second;
    const bool changes = relation == Relation::kAmends || relation == Relation::kReplaces;
    const std::size_t begin = found->groups[1]->begin;
    const bool is_of_title = of_clause > 0 && begin >= of_clause;
    const bool is_of_other = is_of_title || verbs.paper.find(clause.substr(0, begin));
    out = {changes && is_of_other ? above : relation, is_of_title};
  }
  return out;
}

/// Reads one citation after the other and remembers what a list of them began with.
/// Around the names of types.
struct Citations {
  explicit Citations(const Lexicon& lexicon)
      : Citations(lexicon, '(' + make_type_name_pattern(lexicon) + ')') {}

  Pattern before;      ///< "Kế hoạch số " before a code
  Pattern qualified;   ///< "Hợp đồng đặt hàng số "
  Pattern next_paper;  ///< " và Văn bản số 1"
  Pattern next_title;  ///< ", thực hiện Kế hoạch số "
  Pattern verb;        ///< what the name of the organ ends before
  Pattern title;       ///< " về …", " phê duyệt …"
  Pattern act;         ///< "luật" of a title without a number
  Pattern bare;        ///< "theo Nghị định 49"; group 1: the paper, 2: its type
  Pattern next_bare;   ///< ", Nghị quyết số 19" behind one; the same groups

 private:
  Citations(const Lexicon& lexicon, const std::string& type)
      : before("(?:^|[^a-z])(?:" + type + R"( ?)?((?:so ?[:.]? ?)?)$)"),
        qualified("(?:^|[^a-z])" + type + R"( [a-z]+(?: [a-z]+)? so ?[:.]? ?$)"),
        next_paper(" va (?:thuc hien )?" + type + " (?:so )?\\d"),
        next_title("(?:,| va)(?: thuc hien)? " + type + " so "),
        verb(" " + make_form_pattern(lexicon, "paper_verb") + "(?: |$)| ?$"),
        title(" (" + make_form_pattern(lexicon, "paper_verb", make_mark_filter("title")) +
              " [^;.(]{3,300})"),
        act(make_form_pattern(lexicon, "act_word")),
        bare("(?:^|[^a-z])" + make_form_pattern(lexicon, "citing_verb") + " " +
             bare_paper(lexicon)),
        next_bare("(?:,| va) " + bare_paper(lexicon)) {}

  /// "Nghị quyết số 18", "QĐ14": a number without letters after it.
  static std::string bare_paper(const Lexicon& lexicon) {
    return "((" + make_form_pattern(lexicon, "bare_type") +
           R"() ?(?:so \d{1,4}|\d{2,4}))(?:[.,;)]*(?:\s|$)|[;)]))";
  }
};

class Reader {
 public:
  Reader(const Lexicon& lexicon, const Passage& passage)
      : lexicon_(lexicon), patterns_(lexicon.cached<Citations>()), passage_(passage) {}

  std::vector<Reference> take() {
    for (const PrintedCode& cited : find_codes(lexicon_, passage_.text)) add_numbered(cited);
    add_titles();
    add_bare_numbers();
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
    ByteRange text;
    ByteRange key;
    Reference reference;
  };
  struct Taken {
    std::uint32_t end = 0;  ///< of the key
    std::size_t index = 0;  ///< of found_
  };

  [[nodiscard]] std::uint32_t to_key(std::uint32_t text_byte) const {
    return passage_.to_key(text_byte);
  }
  [[nodiscard]] std::string text_of(ByteRange key) const {
    return std::string(slice(passage_.text, passage_.in_text(key)));
  }
  [[nodiscard]] bool is_free(ByteRange key) const {
    const auto behind = taken_.lower_bound(key.end);
    return behind == taken_.begin() || std::prev(behind)->second.end <= key.begin;
  }
  void add(ByteRange text, ByteRange key, Reference&& reference) {
    taken_.emplace(key.begin, Taken{key.end, found_.size()});
    found_.push_back({text, key, std::move(reference)});
  }

  void add_numbered(const PrintedCode& cited) {
    ByteRange key{to_key(cited.text.begin), to_key(cited.text.end)};
    Reference out;
    out.number = cited.code.number;
    out.notation = cited.code.notation;
    out.year = cited.code.year;
    if (!cited.code.type_code.empty()) out.type_code = cited.code.type_code;
    const std::string_view ahead = find_sentence_before(passage_.key, key.begin);
    const auto before = patterns_.before.find(ahead);
    const bool is_named = before && (before->has(1) || !before->groups[2]->empty());
    if (!is_named && !cited.code.number) return;  // "/KH-UBND" alone is no citation
    if (is_named) {
      key.begin -= static_cast<std::uint32_t>(ahead.size());
      key.begin += before->groups[before->has(1) ? 1 : 2]->begin;
      const auto qualified = before->has(1) ? std::nullopt : patterns_.qualified.find(ahead);
      if (before->has(1)) set_type(out, before->of(ahead, 1));
      if (qualified) mend_type(out, qualified->of(ahead, 1));
    }
    read_date(key, out);
    read_organ(key, out);
    read_title(key, out);
    const bool has_word_alone = is_named && before->has(1) && before->groups[2]->empty();
    if (!is_free(key) || (has_word_alone && names_form(cited, out, key.begin))) return;
    add(passage_.in_text(key), key, std::move(out));
  }

  /// "Gửi Thông báo 07/QLN": whether a code is the number of a form. It has no letters of its type
  /// or of an organ. Neither its organ nor its date is printed, and no verb cites it.
  [[nodiscard]] bool names_form(const PrintedCode& cited, const Reference& out,
                                std::uint32_t begin) const {
    const bool is_bare = cited.code.type_code == "CV" && !cited.code.year &&
                         out.type_code.value_or("CV") != "CV" && !out.issued_edtf &&
                         !out.organ_raw && !out.title;
    if (!is_bare) return false;
    const PaperSigns& signs = lexicon_.cached<PaperSigns>();
    return !signs.is_of_organ(cited.code.notation) &&
           !signs.verb.find(find_sentence_before(passage_.key, begin));
  }

  /// A printed type word names what the code leaves open (QH13, organ and unit), and whether a D is
  /// Đ: "Hợp đồng số 05/HD-SNN".
  void set_type(Reference& out, std::string_view word) const {
    const auto type = find_type_by_name(lexicon_, word);
    if (!type) return;
    mend_type(out, word);
    if (out.type_code.value_or("CV") == "CV") out.type_code = type->code;
  }

  /// A D that is Đ in the type that the word names.
  void mend_type(Reference& out, std::string_view word) const {
    const auto type = find_type_by_name(lexicon_, word);
    const std::string said = out.type_code.value_or("CV");
    if (!type || said == type->code || fold(said) != fold(type->code)) return;
    if (out.notation && out.notation->starts_with(said + "-"))
      out.notation->replace(0, said.size(), type->code);
    out.type_code = type->code;
  }

  /// "ngày 12/01/2023", "ngày 12 tháng 01 năm 2023", with gaps: "ngày / /2024".
  void read_date(ByteRange& key, Reference& out) const {
    static const Pattern kDate(
        R"((?:,? hoi \d{1,2} ?(?:gio|h|g) ?(?:\d{2})?)?[ ,(]*ngay[.,]? ?(?:[_|~] )?(\d{1,2})?[:.,]? ?(?:/|\.|-|thang) ?(\d{1,2})? ?(?:/|\.|-|)"
        R"(,? ?nam[.,]?) ?((?:19|20)\d\d))");
    const std::string_view behind = std::string_view(passage_.key).substr(key.end);
    static const Pattern kLostWord(  // "ngày 10 ame 8 năm 2022", "7 19/02/2016"
        R"([ ,(]*(?:ngay ?(\d{1,2}) [a-z]{3,6} (\d{1,2}) nam|\d (\d{1,2})/(\d{1,2})/) ?((?:19|)"
        R"(20)\d\d))");
    auto found = kDate.at_start(behind);
    if (const auto broken = found ? std::nullopt : kLostWord.at_start(behind)) {
      const auto& groups = broken->groups;
      const std::size_t day_at = broken->has(1) ? 1 : 3;
      found = Match{{groups[0], groups[day_at], groups[day_at + 1], groups[5]}};
    }
    static const Pattern kBegun(R"([ ,(]*ngay[.,]? ?\d)");
    if (!found && kBegun.at_start(behind)) out.confidence = kMisread;
    if (!found) return;
    key.end += found->whole().end;
    const auto part = [&](std::size_t group) {  // 0 where nothing is printed
      return text::parse_whole_number(found->of(behind, group)).value_or(0);
    };
    const std::int32_t year = part(3), month = part(2), day = part(1);
    if (day != 0 && month != 0) {
      const auto days = days_from_civil(year, month, day);
      if (!days) {  // no such day: nothing rather than a guess
        out.confidence = kMisread;
        return;
      }
      out.issued_date = out.issued_edtf = to_iso_date(*days);
      return;
    }
    const auto first = days_from_civil(year, month, 1);
    const std::string month_part = first ? to_iso_date(*first).substr(5, 2) : "XX";
    out.issued_edtf = std::to_string(year) + "-" + month_part + "-XX";
  }

  void read_organ(ByteRange& key, Reference& out) const {
    static const Pattern kOf(R"([ ,)]*cua ((?:[a-z0-9'"&-]+ ?)+))");
    const std::string_view behind =
        std::string_view(passage_.key).substr(key.end, kMaxSentenceBytes);
    const auto found = kOf.at_start(behind);
    if (!found) return;
    ByteRange organ = *found->groups[1];
    for (std::size_t at = organ.begin;
         const auto end = patterns_.verb.find(behind.substr(0, organ.end), at);) {
      at = end->whole().begin + 1;
      const ByteRange word{key.end + end->whole().begin, key.end + end->whole().end};
      if (text_of(word).find("vệ") != std::string::npos) continue;  // "bảo vệ" is a name's part
      organ.end = end->whole().begin;
      break;
    }
    // "… của Thủ tướng Chính phủ và Văn bản số …": the next paper is not of the organ
    if (const auto next = patterns_.next_paper.find(behind.substr(0, organ.end), organ.begin))
      organ.end = std::min(organ.end, next->whole().begin);
    if (organ.empty()) return;
    out.organ_raw = text_of({key.end + organ.begin, key.end + organ.end});
    key.end += organ.end;
  }

  void read_title(const ByteRange& key, Reference& out) const {
    const std::string_view behind = std::string_view(passage_.key).substr(key.end);
    const auto found = patterns_.title.at_start(behind);
    if (!found) return;
    ByteRange title{key.end + found->groups[1]->begin, key.end + found->groups[1]->end};
    const std::string_view words = slice(passage_.key, title);
    if (const auto next = patterns_.next_title.find(words))
      title.end = title.begin + next->whole().begin;
    out.title = text_of(title);
    while (!out.title->empty() &&
           std::string_view(" ,:/").find(out.title->back()) != std::string_view::npos) {
      out.title->pop_back();
    }
  }

  /// Acts cited by title: alone, "Luật Đất đai", or before their number, "Luật Thanh tra số …".
  void add_titles() {
    for (const ByteRange title : find_law_titles(lexicon_, passage_.text)) add_title(title);
  }

  void add_title(ByteRange where) {
    ByteRange key{to_key(where.begin), to_key(where.end)};
    if (!is_free(key)) return;
    static const Pattern kYear(R"( nam ((?:19|20)\d\d)$)");
    const std::string_view words = slice(passage_.key, key);
    const std::string_view act = patterns_.act.at_start(words)->of(words, 0);
    if (const auto numbered = taken_.find(key.end + 1); numbered != taken_.end()) {
      Found& one = found_[numbered->second.index];
      if (slice(passage_.key, one.key).starts_with("so")) {
        one.reference.title = std::string(slice(passage_.text, where));
        set_type(one.reference, act);
        return;
      }
    }
    Reference out;
    out.title = clean_title(slice(passage_.text, where));
    if (const auto year = kYear.find(words))
      out.year = text::parse_whole_number(year->of(words, 1));
    set_type(out, act);
    read_date(key, out);
    add(passage_.in_text(key), key, std::move(out));
  }

  /// Papers cited by type and number alone, behind a verb that cites: "theo Nghị quyết số 18, Nghị
  /// quyết số 19".
  void add_bare_numbers() {
    const std::string& key = passage_.key;
    for (auto found = patterns_.bare.find(key); found;) {
      add_bare(*found);
      const std::uint32_t end = found->groups[1]->end;
      found = patterns_.next_bare.find(key, end);
      if (!found || found->whole().begin != end) found = patterns_.bare.find(key, end);
    }
  }

  void add_bare(const Match& found) {
    const ByteRange key = *found.groups[1];
    if (!is_free(key) || !begins_with_capital(text_of(key))) return;
    Reference out;
    const std::string printed = text_of(key);
    out.number = printed.substr(printed.find_last_not_of("0123456789") + 1);
    if (const auto type = find_cited_type(lexicon_, text_of(*found.groups[2])))
      out.type_code = type->code;
    else
      set_type(out, found.of(passage_.key, 2));
    add(passage_.in_text(key), key, std::move(out));
  }

  void set_relations() {
    std::optional<Relation> last;
    std::uint32_t end = 0;
    for (Found& one : found_) {
      const std::string_view clause = clause_before(passage_.key, one.key.begin);
      const std::uint32_t begin = one.key.begin - static_cast<std::uint32_t>(clause.size());
      const Cited cited = relation_of(lexicon_, clause, end > begin ? end - begin : 0, last);
      auto relation = cited.relation;
      // what a plan comes with is the plan; a decree's annex is the decree's
      const bool is_plan = !one.reference.number || one.reference.type_code == "KH";
      if (relation == Relation::kSelf && !is_plan) relation = Relation::kMentions;
      // a list: "Thực hiện Kế hoạch số 1 …; Kế hoạch số 2 …" is one verb
      const bool goes_on =
          clause.find_first_not_of(" -") == std::string_view::npos && end > 0 &&
          passage_.key.substr(end, one.key.begin - end).find(". ") == std::string::npos;
      if (!relation && goes_on) relation = last;
      one.reference.relation = relation.value_or(Relation::kMentions);
      if (!cited.is_of_title || !last) last = one.reference.relation;
      end = one.key.end;
    }
  }

  const Lexicon& lexicon_;
  const Citations& patterns_;
  const Passage& passage_;
  std::vector<Found> found_;
  std::map<std::uint32_t, Taken> taken_;  ///< by the begin of each key; none overlap
};

}  // namespace

std::vector<Reference> find_references(const Lexicon& lexicon, std::string_view nfc) {
  const Passage passage = read_passage(nfc, ByteRange{0, static_cast<std::uint32_t>(nfc.size())});
  return Reader(lexicon, passage).take();
}

}  // namespace codau::document
