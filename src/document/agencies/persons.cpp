#include "document/agencies/persons.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "document/agencies/agency_lexicon.h"
#include "document/agencies/agency_name.h"
#include "document/words/form_patterns.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {
bool begins_with_acting_organ(const Lexicon& lexicon, std::string_view nfc) {
  constexpr std::size_t kReach = 80;  // bytes: more than any head word has
  static const Pattern kGroup("cac |nhung ");
  nfc = nfc.substr(0, nfc.find_first_of(",;.:"));
  if (nfc.size() > kReach) nfc = nfc.substr(0, nfc.rfind(' ', kReach));
  const auto meant = expand_abbreviation(lexicon, nfc.substr(0, nfc.find(' ')));
  return begins_with_organ(lexicon, meant ? *meant : nfc) ||
         (kGroup.at_start(fold(nfc)) && has_head_word(lexicon, nfc));
}

namespace {

constexpr std::size_t kPostWords = 25;

/// "(?i:đồng chí|ông|…)": the role "person_title".
std::string any_title(const Lexicon& lexicon) {
  return "(?i:" + make_printed_pattern(lexicon, "person_title") + ')';
}

/// "(?i:Đại úy|…)": the role "rank".
std::string any_rank(const Lexicon& lexicon) {
  return "(?i:" + make_printed_pattern(lexicon, "rank") + ')';
}

/// "(?i:điều dưỡng|…)": the role "person_trade".
std::string any_trade(const Lexicon& lexicon) {
  return "(?i:" + make_printed_pattern(lexicon, "person_trade") + ')';
}

/// A part of a name: "Lan", "Y-sa", and of the Central Highlands "H'Loan", "Y’Thương".
const std::string kSyllable = R"(\p{Lu}(?:[’'-]\p{Lu}|[\p{Ll}’'-])*)";

/// Behind `title` the parts of a name, as many as follow, each a whole word: group 1 title and
/// name, group 2 the name.
std::string named_behind(const std::string& title, const std::string& count) {
  return '(' + title + '(' + kSyllable + R"((?:\s)" + kSyllable + ')' + count +
         R"())(?:[^\p{L}]|$))";
}

struct Persons {
  explicit Persons(const Lexicon& lexicon)
      : addressed("(?:" + any_title(lexicon) + '|' + any_rank(lexicon) + R"()[.:]? ?\s*)" +
                  kSyllable),
        titled(named_behind(any_title(lexicon) + R"([.:]? ?\s*)", "{1,4}")),
        misread("(?i:" + make_printed_pattern(lexicon, "misread_title") + R"() ?[.:]\s*)"),
        name(named_behind("", "{1,3}")),
        ranked(named_behind(any_rank(lexicon) + R"([.:]? ?\s*)", "{1,4}")),
        of_trade(named_behind(any_trade(lexicon) + R"(\s+)", "{2,4}")),
        family(make_printed_pattern(lexicon, "family_name") + R"(\s)") {}

  Pattern addressed;  ///< "đ/c Hoàn"
  Pattern titled;     ///< "Bà Lê Thị Sáu"
  Pattern misread;    ///< "Đíc: ", which "Đ/c: " became
  Pattern name;       ///< "Lê Thị Sáu"
  Pattern ranked;     ///< "Đại úy Lê Văn An"
  Pattern of_trade;  ///< "Điều dưỡng Lê Thị An", three parts at least: not "Lái xe Mai Linh"
  Pattern family;
};

/// "Đoàn Văn An": a family that organs begin with, too.
bool is_family_of_person(const Lexicon& lexicon, std::string_view name) {
  return count_words(name) > 2 && find_known_prefix(lexicon, fold_name_words(name)).words < 2;
}

/// What stands behind a rank or a trade: "Lê Văn An", not "Đồn Biên", "Đoàn Thanh".
bool names_person(const Lexicon& lexicon, std::string_view name, bool needs_family) {
  const bool has_family = lexicon.cached<Persons>().family.at_start(name).has_value();
  if (!has_family)
    return !needs_family && !has_head_word(lexicon, name) && !begins_with_organ(lexicon, name);
  return !begins_with_organ(lexicon, name) || is_family_of_person(lexicon, name);
}

}  // namespace

std::uint32_t find_misread_title_end(const Lexicon& lexicon, std::string_view nfc) {
  const Persons& persons = lexicon.cached<Persons>();
  const auto title = persons.misread.at_start(nfc);
  if (!title) return 0;
  const std::uint32_t begin = title->whole().end;
  return persons.family.at_start(nfc.substr(begin)) && persons.name.at_start(nfc.substr(begin))
             ? begin
             : 0;
}

namespace {

/// The byte behind form of address and name.
std::optional<std::uint32_t> end_of_name(const Lexicon& lexicon, std::string_view nfc) {
  const Persons& persons = lexicon.cached<Persons>();
  if (const auto match = persons.titled.at_start(nfc)) return match->groups[1]->end;
  if (const std::uint32_t begin = find_misread_title_end(lexicon, nfc); begin > 0)
    return begin + persons.name.at_start(nfc.substr(begin))->groups[1]->end;
  auto match = persons.ranked.at_start(nfc);
  const bool is_ranked = match.has_value();
  if (!match) match = persons.of_trade.at_start(nfc);
  if (!match || !names_person(lexicon, match->of(nfc, 2), !is_ranked)) return std::nullopt;
  return match->groups[1]->end;
}

/// Posts that are printed with a small letter: the role "person_post"; "cán bộ, công chức" are
/// many.
struct Posts {
  explicit Posts(const Lexicon& lexicon)
      : small(make_form_pattern(lexicon, "person_post") + "(?:[^a-z]|$)"),
        group(make_form_pattern(lexicon, "group_noun") + "(?:[,;]| va )") {}

  [[nodiscard]] bool begin(std::string_view words) const {
    constexpr std::size_t kReach = 60;  // bytes: more than any form has
    const std::string key = fold(words.substr(0, kReach));
    return small.at_start(key) && !group.at_start(key);
  }

  Pattern small, group;
};

/// Posts, and what parts them from a name: ", Phó Chủ tịch", " - nhân viên y tế", "(Tổ trưởng)". An
/// organ behind a comma acts for itself.
bool begins_post(const Lexicon& lexicon, const Posts& posts, std::string_view behind) {
  static const Pattern kPost(R"((?:(,)| ?[-–]| ?\()\s*(\p{L}))");
  const auto post = kPost.at_start(behind);
  if (!post) return false;
  const std::string_view words = behind.substr(post->groups[2]->begin);
  if (post->has(1) && begins_with_acting_organ(lexicon, words)) return false;
  return begins_with_capital(words) || posts.begin(words);
}

/// "Chủ tịch HĐND", which "UBND xã" may follow: the post is of both.
bool shares_place(const Lexicon& lexicon, std::string_view before) {
  const auto meant = expand_abbreviation(lexicon, before.substr(before.rfind(' ') + 1));
  return meant && begins_with_organ(lexicon, *meant);
}

/// Where another person, an organ behind a comma, or a small word behind one that is no post,
/// begins; a semicolon.
bool ends_posts(const Lexicon& lexicon, const Posts& posts, std::string_view nfc,
                std::uint32_t at) {
  static const Pattern kJoiner(R"((?:,| và)\s+)"), kSmall(R"(,\s+(\p{Ll}))"), kComma(R"(,\s+)");
  const std::string_view behind = nfc.substr(at);
  if (behind.starts_with(';')) return true;
  if (const auto comma = kComma.at_start(behind);
      comma && begins_with_acting_organ(lexicon, behind.substr(comma->whole().end)) &&
      !shares_place(lexicon, nfc.substr(0, at)))
    return true;
  if (const auto small = kSmall.at_start(behind);
      small && !posts.begin(behind.substr(small->groups[1]->begin)))
    return true;
  const auto joiner = kJoiner.at_start(behind);
  return joiner && end_of_name(lexicon, behind.substr(joiner->whole().end));
}

}  // namespace

bool begins_with_person(const Lexicon& lexicon, std::string_view nfc) {
  return lexicon.cached<Persons>().addressed.at_start(nfc).has_value();
}

std::uint32_t find_person_end(const Lexicon& lexicon, std::string_view nfc) {
  const auto name = end_of_name(lexicon, nfc);
  if (!name) return 0;
  const Posts& posts = lexicon.cached<Posts>();
  if (!begins_post(lexicon, posts, nfc.substr(*name))) return *name;
  std::uint32_t at = *name;
  for (; at < nfc.size() && nfc[at] != ':' && nfc[at] != '\n'; ++at) {
    const bool may_end = nfc[at] == ',' || nfc[at] == ';' || nfc[at] == ' ';
    if (may_end && ends_posts(lexicon, posts, nfc, at)) return at;
    if (nfc[at] == '.' && (at + 1 == nfc.size() || nfc[at + 1] == ' ')) return *name;
  }
  return count_words(nfc.substr(*name, at - *name)) <= kPostWords ? at : *name;
}

namespace {

/// Where the next person begins in what begins with none; its size without one.
std::size_t next_person(const Lexicon& lexicon, std::string_view nfc) {
  static const Pattern kJoiner(R"((?:[,;]| và)\s+)");
  for (std::size_t at = 0; const auto joiner = kJoiner.find(nfc, at);) {
    at = joiner->whole().end;
    if (end_of_name(lexicon, nfc.substr(at))) return joiner->whole().begin;
  }
  return nfc.size();
}

}  // namespace

std::vector<ByteRange> split_bare_names(const Lexicon& lexicon, std::string_view nfc) {
  static const Pattern kNames("(?:" + kSyllable + " +){5,}" + kSyllable);
  constexpr std::size_t kLongest = 400;
  if (nfc.size() > kLongest || !kNames.is_full_match(nfc)) return {};
  std::vector<ByteRange> words;
  for (std::size_t at = 0; at < nfc.size(); at = nfc.find_first_not_of(' ', at)) {
    const std::size_t end = std::min(nfc.find(' ', at), nfc.size());
    words.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
    at = end;
  }
  const auto is_family = [&](std::size_t word) {
    return lexicon.cached<Persons>().family.at_start(nfc.substr(words[word].begin)).has_value();
  };
  std::vector<ByteRange> out;
  std::size_t begin = 0;
  while (begin < words.size()) {
    const std::size_t left = words.size() - begin;
    std::size_t count = 0;
    for (const std::size_t size : {std::size_t{3}, std::size_t{4}}) {
      const bool ends_list = size == left;
      if (count == 0 && (ends_list || (left >= size + 3 && is_family(begin + size)))) count = size;
    }
    if (count == 0 || !is_family(begin)) return {};
    out.push_back({words[begin].begin, words[begin + count - 1].end});
    begin += count;
  }
  return out;
}

std::vector<ByteRange> split_persons(const Lexicon& lexicon, std::string_view nfc) {
  static const Pattern kJoiner(R"([ ,;]*(?:và\s+)?)");
  std::vector<ByteRange> out;
  if (find_person_end(lexicon, nfc) == 0) return out;
  for (std::uint32_t at = 0; at < nfc.size();) {
    const std::uint32_t length = find_person_end(lexicon, nfc.substr(at));
    const auto end =
        at +
        (length > 0 ? length : static_cast<std::uint32_t>(next_person(lexicon, nfc.substr(at))));
    out.push_back({at, end});
    at = end + kJoiner.at_start(nfc.substr(end))->whole().end;
  }
  return out;
}

}  // namespace codau::document
