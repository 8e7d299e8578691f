#include "record/citations/xref.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "record/schema/ids.h"
#include "record/schema/reasons.h"
#include "record/schema/row.h"
#include "text/numerals.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using document::AgencyContext;

constexpr std::size_t kTitleWords = 6;  // fewer identify none: "cải cách hành chính năm 2024"

/// Returns a key of a number: "07" and "7" have the same key (3.2).
std::string number_key(std::string_view number) {
  return text::fold_key(text::strip_leading_zeros(number));
}

/// Returns the year; 0 if the year is not printed.
std::int32_t parse_edtf_year(std::string_view edtf) {
  return text::parse_whole_number(edtf.substr(0, 4)).value_or(0);
}

/// Returns the year of a citation; 0 if the citation has no year.
std::int32_t cited_year(const Citation& citation) {
  return citation.year.value_or(parse_edtf_year(citation.edtf));
}

// ---- the years of keys (Resolver::is_year) ----

constexpr const char* kAnyYear = "~";  // the document's own year is in doubt

std::string own_year(const XrefFacts& document) {
  const std::int32_t year = parse_edtf_year(document.edtf);
  if (year != 0 && !document.is_year_doubtful) return std::to_string(year);
  return year != 0 || document.plan_year ? kAnyYear : "";
}

std::vector<std::string> cited_years(const XrefFacts& citing, const Citation& citation) {
  const std::int32_t year = cited_year(citation), now = parse_edtf_year(citing.edtf);
  if (year != 0) return {std::to_string(year), kAnyYear};
  if (now != 0) return {std::to_string(now), std::to_string(now - 1)};  // link_without_year()
  return {};
}

/// Returns how many of day, month and year differ. Unknown parts do not count.
std::size_t differences(std::string_view a, std::string_view b) {
  if (a.size() != 10 || b.size() != 10) return 0;
  std::size_t out = 0;
  for (const auto& [at, length] : {std::pair(0U, 4U), std::pair(5U, 2U), std::pair(8U, 2U)}) {
    const std::string_view x = a.substr(at, length), y = b.substr(at, length);
    const bool is_known =
        x.find('X') == std::string_view::npos && y.find('X') == std::string_view::npos;
    if (is_known && x != y) ++out;
  }
  return out;
}

/// Returns whether date `a` is later than `b`, as far as both are known.
bool is_later(std::string_view a, std::string_view b) {
  for (const auto& [at, length] : {std::pair(0U, 4U), std::pair(5U, 2U), std::pair(8U, 2U)}) {
    const std::string_view x = a.substr(std::min<std::size_t>(at, a.size()), length),
                           y = b.substr(std::min<std::size_t>(at, b.size()), length);
    if (x.size() != length || y.size() != length || x.find('X') != std::string_view::npos ||
        y.find('X') != std::string_view::npos)
      return false;
    if (x != y) return x > y;
  }
  return false;
}

/// Returns a key of a subject or cited title, without introductory words.
std::string title_key(std::string_view title) {
  std::string key = text::fold_key(title) + ' ';
  for (const std::string_view word : {"ban hanh ", "ve viec ", "ve ", "v/v ", "ke hoach "}) {
    if (key.starts_with(word)) key.erase(0, word.size());
  }
  return key;
}

/// Returns the first words of a title key. Returns an empty text if the key has too few words to
/// identify a document.
std::string title_head(const std::string& key) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < kTitleWords; ++n) {
    at = key.find(' ', at);
    if (at == std::string::npos) return {};
    ++at;
  }
  return key.substr(0, at);
}

bool same_title(const std::string& a, const std::string& b) {
  return a.starts_with(b) || b.starts_with(a);
}

/// An organ, independent of its spelling. `name` ends in a space.
struct Organ {
  std::string name, level, place;
  auto operator<=>(const Organ&) const = default;
};

/// Looks up names of organs in the context of a document. Caches the results.
class Organs {
 public:
  explicit Organs(text::Lexicon lexicon) : lexicon_(std::move(lexicon)) {}

  [[nodiscard]] Organ of(const XrefFacts& document, const std::string& name) {
    const auto key = std::tuple(document.doc_id, name);
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    Organ out = read(is_short_for(name, document.organ) ? document.organ : name, document.context);
    if (out.place.empty()) complete(out, document);
    return known_.emplace(key, std::move(out)).first->second;
  }

 private:
  /// Returns whether `name` is short for `organ`: "Công văn số 384/SGDĐT-GDTrH của Sở" in a
  /// document of that department.
  [[nodiscard]] bool is_short_for(const std::string& name, const std::string& organ) const {
    if (name.empty() || organ.size() <= name.size()) return false;
    const std::string whole = text::fold_key(document::normalise_name(lexicon_, organ));
    return whole.starts_with(text::fold_key(document::normalise_name(lexicon_, name)) + ' ');
  }

  [[nodiscard]] Organ read(std::string_view name, AgencyContext context) const {
    context.lexicon = lexicon_;
    for (const std::string_view head :
         {"Chủ tịch ", "CHỦ TỊCH ", "Bộ trưởng ", "BỘ TRƯỞNG ", "Giám đốc ",
          "GIÁM ĐỐC "}) {  // notations distinguish offices from their heads
      if (name.starts_with(head)) name.remove_prefix(head.size());
    }
    const auto found = document::split_agencies(name, document::AgencyRole::kLead, context);
    if (found.size() != 1) return {text::fold_key(name) + ' ', {}, {}};
    const document::AgencyMention& one = found.front();
    const bool is_listed = one.method != document::AgencyMethod::kNone &&
                           one.method != document::AgencyMethod::kProtected;
    if (!is_listed) return {text::fold_key(one.norm) + ' ', {}, {}};  // independent of the context
    return {text::fold_key(one.agency_name.value_or(one.norm)) + ' ',
            std::to_string(static_cast<int>(one.level)), text::fold_key(one.place.value_or(""))};
  }

  /// Completes an organ without place: "UBND tỉnh" is the only province that the document names in
  /// full.
  void complete(Organ& organ, const XrefFacts& document) const {
    std::set<Organ> full;
    for (const Citation& citation : document.citations) {
      if (citation.organ.empty()) continue;
      const Organ other = read(citation.organ, document.context);
      if (other.level == organ.level && !other.place.empty() && other.name.starts_with(organ.name))
        full.insert(other);
    }
    if (full.size() == 1) organ = *full.begin();
  }

  text::Lexicon lexicon_;
  std::map<std::tuple<std::string, std::string>, Organ> known_;
};

/// Returns whether organs of every place use the notation.
bool is_common(const std::string& notation) {
  const std::string key = text::fold_key(notation);
  return key.ends_with("ubnd") || key.ends_with("hdnd") || key.ends_with("/tu") ||
         key.ends_with("/hu") || key.ends_with("/du");
}

/// A citation with the citing document.
struct Mention {
  const XrefFacts* citing = nullptr;
  const Citation* citation = nullptr;
};

class Resolver {
 public:
  Resolver(const text::Lexicon& lexicon, std::span<const XrefFacts> documents) : organs_(lexicon) {
    for (const XrefFacts& one : documents) all_.push_back(&one);
    std::ranges::sort(all_, {}, [](const XrefFacts* one) { return one->doc_id; });
    for (const XrefFacts* const one : all_) {
      out_[one->doc_id];
      if (one->notation.empty()) continue;
      const std::string notation = text::fold_key(one->notation);
      if (!one->number.empty()) by_code_[{notation, number_key(one->number)}].push_back(one);
      const std::string head = title_head(title_key(one->subject));
      if (!head.empty()) by_title_[{notation, head}].push_back(one);
    }
  }

  std::map<std::string, XrefFindings> take() {
    for (const XrefFacts* const citing : all_) {
      for (const Citation& citation : citing->citations) {
        if (citation.notation.empty()) continue;
        citation.is_self ? link_self(*citing, citation) : find({citing, &citation});
      }
    }
    for (const auto& [document, mentions] : mentions_) judge(*document, mentions);
    for (const auto& [document, mentions] : by_subject_) judge_by_title(*document, mentions);
    for (const auto& [document, mentions] : mentions_) {
      for (const Mention& mention : mentions) link(*document, mention);
    }
    for (const Mention& mention : without_year_) link_without_year(mention);
    return std::move(out_);
  }

 private:
  using Mentions = std::vector<Mention>;
  struct ById {
    bool operator()(const XrefFacts* a, const XrefFacts* b) const { return a->doc_id < b->doc_id; }
  };

  [[nodiscard]] XrefFindings& findings(const XrefFacts& document) { return out_[document.doc_id]; }

  // ---- the documents that a citation can mean ----

  void link_self(const XrefFacts& document, const Citation& citation) {
    const bool is_own =
        text::fold_key(citation.notation) == text::fold_key(document.notation) &&
        (citation.number.empty() || number_key(citation.number) == number_key(document.number));
    if (is_own) findings(document).targets[citation.seq] = document.doc_id;
  }

  [[nodiscard]] const std::string& date_of(const XrefFacts& document) {
    const XrefFindings& own = findings(document);
    return own.best_date ? *own.best_date : document.edtf;
  }

  /// Links a citation without year: "Kế hoạch số 07/KH-UBND của UBND tỉnh". The cited document must
  /// be the only match. It is of the same year as the citing document or the year before, and not
  /// of a later day.
  void link_without_year(const Mention& mention) {
    const Citation& citation = *mention.citation;
    const std::int32_t now = parse_edtf_year(mention.citing->edtf);
    const XrefFacts* found = nullptr;
    for (const XrefFacts* const one :
         by_code_.at({text::fold_key(citation.notation), number_key(citation.number)})) {
      const std::int32_t then = parse_edtf_year(one->edtf);
      const bool is_near = now != 0 && (then == now || then == now - 1) && !one->is_year_doubtful;
      if (one == mention.citing || one->is_proposed || !is_near ||
          is_later(date_of(*one), date_of(*mention.citing)) || !is_organ(*one, mention))
        continue;
      if (found != nullptr) return;
      found = one;
    }
    if (found != nullptr) findings(*mention.citing).targets[citation.seq] = found->doc_id;
  }

  void find(const Mention& mention) {
    const Citation& citation = *mention.citation;
    if (citation.number.empty()) return;
    const std::string notation = text::fold_key(citation.notation);
    const auto coded = by_code_.find({notation, number_key(citation.number)});
    if (coded != by_code_.end() && cited_year(citation) == 0) {
      without_year_.push_back(mention);  // linked when all dates are known
    } else if (coded != by_code_.end()) {
      for (const XrefFacts* const one : coded->second) {
        if (one != mention.citing && is_year(*one, citation) && is_organ(*one, mention))
          mentions_[one].push_back(mention);
      }
    }
    const std::string title = title_key(citation.title);
    const auto titled = by_title_.find({notation, title_head(title)});
    if (titled == by_title_.end()) return;
    for (const XrefFacts* const one : titled->second) {
      const bool is_other = number_key(one->number) != number_key(citation.number);
      if (one != mention.citing && is_other && is_year(*one, citation) &&
          same_title(title, title_key(one->subject)) && is_organ(*one, mention))
        by_subject_[one].push_back(mention);
    }
  }

  /// Returns whether a document may be of the cited year. Numbers restart at 01 each year (3.2). If
  /// the printed year is in doubt or missing, the year of the plan counts, plus or minus one.
  static bool is_year(const XrefFacts& document, const Citation& citation) {
    const std::int32_t cited = cited_year(citation), printed = parse_edtf_year(document.edtf);
    if (cited == 0) return false;
    if (printed == cited) return true;
    if (printed != 0 && !document.is_year_doubtful) return false;
    return document.plan_year && cited >= *document.plan_year - 1 &&
           cited <= *document.plan_year + 1;
  }

  bool is_organ(const XrefFacts& document, const Mention& mention) {
    if (document.organ.empty()) return false;
    const Organ issuer = organs_.of(document, document.organ);
    const std::string& cited = mention.citation->organ;
    if (!cited.empty()) return organs_.of(*mention.citing, cited) == issuer;
    // without organ: the issuer is the citing document's, or notation and day identify the document
    if (!mention.citing->organ.empty() &&
        organs_.of(*mention.citing, mention.citing->organ) == issuer)
      return true;
    return is_full_date(document.edtf) && document.edtf == mention.citation->edtf &&
           !document.is_date_doubtful && !is_common(document.notation);
  }

  // ---- what the citations say ----

  /// Returns whether a citation agrees with the document's date. One part may differ if the date is
  /// in doubt.
  static bool agrees(const XrefFacts& document, const Citation& citation) {
    const std::size_t may_differ = document.is_date_doubtful ? 1 : 0;
    return differences(document.edtf, citation.edtf) <= may_differ;
  }

  void judge(const XrefFacts& document, const Mentions& mentions) {
    std::set<std::string> dates;
    Mentions against;
    bool is_confirmed = false;
    for (const Mention& mention : mentions) {
      if (!agrees(document, *mention.citation)) {
        against.push_back(mention);
        continue;
      }
      is_confirmed = true;
      if (is_full_date(mention.citation->edtf) && mention.citation->confidence >= kLowConfidence)
        dates.insert(mention.citation->edtf);
    }
    std::erase_if(against, [&](const Mention& mention) { return mend(document, mention); });
    std::erase_if(against, [&](const Mention& mention) {
      return is_of_another_year(document, dates, *mention.citation);
    });
    if (dates.size() > 1) against = mentions;
    for (const Mention& mention : against) {
      findings(document).is_conflict = true;
      findings(*mention.citing).is_conflict = true;
    }
    if (!against.empty()) return;  // conflicts are flagged, never applied
    findings(document).is_number_confirmed = document.is_proposed && is_confirmed;
    if (dates.size() == 1 && *dates.begin() != document.edtf)
      findings(document).best_date = *dates.begin();
  }

  /// Returns whether the citation means a document of another year with the same number. Possible
  /// only if the document's year is in doubt.
  static bool is_of_another_year(const XrefFacts& document, const std::set<std::string>& dates,
                                 const Citation& citation) {
    return document.is_year_doubtful && dates.size() == 1 &&
           parse_edtf_year(*dates.begin()) != cited_year(citation);
  }

  /// Corrects the date of a citation that was read in doubt, by a document whose date was not.
  /// Returns whether it did.
  bool mend(const XrefFacts& document, const Mention& mention) {
    const Citation& citation = *mention.citation;
    const bool is_certain = is_full_date(document.edtf) && !document.is_date_doubtful &&
                            !document.is_proposed && is_full_date(citation.edtf) &&
                            citation.confidence < kLowConfidence &&
                            differences(document.edtf, citation.edtf) == 1;
    if (is_certain) findings(*mention.citing).dates[citation.seq] = document.edtf;
    return is_certain;
  }

  /// Judges citations with the title of the document and another number. A number is proposed if
  /// the document has none. Two numbers on the same day are a conflict.
  void judge_by_title(const XrefFacts& document, const Mentions& mentions) {
    std::set<std::string> numbers;
    for (const Mention& mention : mentions) {
      if (differences(document.edtf, mention.citation->edtf) > 0) continue;
      if (document.number.empty()) {
        if (document.edtf.size() == 10 && document.edtf.substr(5, 2) != "XX")
          numbers.insert(mention.citation->number);
      } else if (is_full_date(document.edtf) && document.edtf == mention.citation->edtf) {
        findings(document).is_conflict = true;
        findings(*mention.citing).is_conflict = true;
      }
    }
    if (numbers.size() == 1) findings(document).number = *numbers.begin();
  }

  // ---- links ----

  void link(const XrefFacts& document, const Mention& mention) {
    XrefFindings& own = findings(document);
    if (document.is_proposed && !own.is_number_confirmed) return;
    const std::string& date = date_of(document);
    if (parse_edtf_year(date) != 0 && parse_edtf_year(date) != cited_year(*mention.citation))
      return;
    auto& targets = findings(*mention.citing).targets;
    const auto [target, is_new] = targets.emplace(mention.citation->seq, document.doc_id);
    if (date != mention.citation->edtf) return;
    // a document scanned twice: the first with the cited date, else the first
    const bool is_first = dated_.emplace(mention.citing, mention.citation->seq).second;
    if (!is_new && is_first) target->second = document.doc_id;
  }

  std::vector<const XrefFacts*> all_;
  std::map<std::pair<std::string, std::string>, std::vector<const XrefFacts*>> by_code_, by_title_;
  std::map<const XrefFacts*, Mentions, ById> mentions_, by_subject_;
  Mentions without_year_;
  std::set<std::pair<const XrefFacts*, std::int64_t>> dated_;  ///< links with the cited date
  std::map<std::string, XrefFindings> out_;
  Organs organs_;
};

// ---- keys (Resolver::find) ----

/// Returns the key of a code or title; empty if number or title do not identify a document.
std::string code_key(const std::string& notation, const std::string& number) {
  return number.empty() ? "" : "c|" + text::fold_key(notation) + '|' + number_key(number);
}
std::string name_key(const std::string& notation, const std::string& title) {
  const std::string head = title_head(title_key(title));
  return head.empty() ? "" : "t|" + text::fold_key(notation) + '|' + head;
}

void add_key(std::vector<std::string>& to, const std::string& key, const std::string& year,
             const std::string& issuer) {
  if (!key.empty() && !year.empty()) to.push_back(key + '|' + year + '|' + issuer);
}

/// Makes the issuer part of keys (Resolver::is_organ): an organ, or the date for any issuer of that
/// day.
class KeyMaker {
 public:
  KeyMaker(const text::Lexicon& lexicon, const XrefFacts& facts)
      : organs_(lexicon), facts_(facts) {}

  [[nodiscard]] std::vector<std::string> issuers() {
    if (facts_.organ.empty()) return {};
    std::vector<std::string> out{key_of(facts_.organ)};
    if (is_full_date(facts_.edtf) && !facts_.is_date_doubtful && !is_common(facts_.notation))
      out.push_back(facts_.edtf);
    return out;
  }

  [[nodiscard]] std::vector<std::string> issuers_of(const Citation& citation) {
    if (!citation.organ.empty()) return {key_of(citation.organ)};
    std::vector<std::string> out;
    if (!facts_.organ.empty()) out.push_back(key_of(facts_.organ));
    if (is_full_date(citation.edtf) && !is_common(citation.notation)) out.push_back(citation.edtf);
    return out;
  }

 private:
  [[nodiscard]] std::string key_of(const std::string& name) {
    const Organ organ = organs_.of(facts_, name);
    return organ.name + '|' + organ.level + '|' + organ.place;
  }

  Organs organs_;
  const XrefFacts& facts_;
};

struct LexiconDigest {
  explicit LexiconDigest(const text::Lexicon& lexicon)
      : sha256(sha256_of_pieces([&](const auto& add) {
          for (const std::string_view role : lexicon.roles()) {
            add(role);
            for (const text::LexiconEntry& one : lexicon.entries(role)) {
              for (const std::string_view cell :
                   {one.form, one.type, one.valid_from, one.valid_to, one.marks}) {
                add("\t");
                add(cell);
              }
            }
          }
        })) {}
  std::string sha256;
};

}  // namespace

const std::string& compute_digest(const text::Lexicon& lexicon) {
  return lexicon.cached<LexiconDigest>().sha256;
}

std::string make_own_xref_key(std::string_view doc_id) { return "d|" + std::string(doc_id); }

bool is_firm(const XrefFacts& facts) {
  return !facts.number.empty() && !facts.is_proposed && !facts.is_year_doubtful &&
         !facts.is_date_doubtful && is_full_date(facts.edtf);
}

XrefKeys make_xref_keys(const text::Lexicon& lexicon, const XrefFacts& facts) {
  KeyMaker make(lexicon, facts);
  XrefKeys keys;
  if (!facts.notation.empty()) {
    const std::string year = own_year(facts);
    for (const std::string& issuer : make.issuers()) {
      add_key(keys.own, code_key(facts.notation, facts.number), year, issuer);
      add_key(keys.own, name_key(facts.notation, facts.subject), year, issuer);
    }
  }
  for (const Citation& citation : facts.citations) {
    if (citation.notation.empty() || citation.number.empty() || citation.is_self) continue;
    for (const std::string& issuer : make.issuers_of(citation)) {
      for (const std::string& year : cited_years(facts, citation)) {
        add_key(keys.cited, code_key(citation.notation, citation.number), year, issuer);
        if (cited_year(citation) != 0)
          add_key(keys.cited, name_key(citation.notation, citation.title), year, issuer);
      }
    }
  }
  return keys;
}

std::map<std::string, XrefFindings> resolve_xrefs(const text::Lexicon& lexicon,
                                                  std::span<const XrefFacts> documents) {
  return Resolver(lexicon, documents).take();
}

}  // namespace codau::record
