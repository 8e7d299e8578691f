#include "document/agencies/persons.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "document/agencies/agency_name.h"
#include "document/words/forms.h"
#include "document/words/passage.h"
#include "document/words/pattern.h"

namespace codau::document {
namespace {

constexpr std::size_t kPostWords = 25;

/// "(?i:đồng chí|ông|…)": the role "person_title".
std::string any_title(const Lexicon& lexicon) {
  return "(?i:" + any_printed(lexicon, "person_title") + ')';
}

/// "điều dưỡng" before "Lê": the roles "person_trade" and "family_name", but for families that an
/// organ may begin with: "kế toán Đoàn Thanh niên".
std::string any_trade(const Lexicon& lexicon) {
  std::vector<std::string> families;
  for (const text::Entry& entry : lexicon.entries("family_name")) {
    if (!has_head_word(lexicon, std::string(entry.form) + " An")) families.emplace_back(entry.form);
  }
  return "(?i:" + any_printed(lexicon, "person_trade") + R"()\s+)" + any_of(std::move(families));
}

/// A part of a name: "Lan", "Y-sa", and of the Central Highlands "H'Loan", "Y’Thương".
const std::string kSyllable = R"(\p{Lu}(?:[’'-]\p{Lu}|[\p{Ll}’'-])*)";

struct Persons {
  explicit Persons(const Lexicon& lexicon)
      : addressed(any_title(lexicon) + R"([.:]? ?\s*)" + kSyllable),
        named("(?:" + any_title(lexicon) + R"([.:]? ?\s*)" + kSyllable + "|" + any_trade(lexicon) +
              R"()(?:\s)" + kSyllable + "){1,4}") {}

  Pattern addressed;  ///< "đ/c Hoàn"
  Pattern named;      ///< "Bà Lê Thị Sáu"
};

/// The byte behind form of address and name.
std::optional<std::uint32_t> end_of_name(const Lexicon& lexicon, std::string_view nfc) {
  const auto match = lexicon.made<Persons>().named.at_start(nfc);
  if (!match) return std::nullopt;
  return match->whole().end;
}

/// Posts that are printed with a small letter: the role "person_post"; "cán bộ, công chức" are
/// many.
struct Posts {
  explicit Posts(const Lexicon& lexicon)
      : small(any_form(lexicon, "person_post") + "(?:[^a-z]|$)"),
        group(any_form(lexicon, "group_noun") + "(?:[,;]| va )") {}

  [[nodiscard]] bool begin(std::string_view words) const {
    constexpr std::size_t kReach = 60;  // bytes: more than any form has
    const std::string key = fold(words.substr(0, kReach));
    return small.at_start(key) && !group.at_start(key);
  }

  Pattern small, group;
};

/// Posts, and what parts them from a name: ", Phó Chủ tịch", " - nhân viên y tế", "(Tổ trưởng)".
bool begins_post(const Posts& posts, std::string_view behind) {
  static const Pattern kPost(R"((?:,| ?[-–]| ?\()\s*(\p{L}))");
  const auto post = kPost.at_start(behind);
  if (!post) return false;
  const std::string_view words = behind.substr(post->groups[1]->begin);
  return begins_with_capital(words) || posts.begin(words);
}

/// Where another person, or a small word behind a comma that is no post, begins.
bool ends_posts(const Lexicon& lexicon, const Posts& posts, std::string_view behind) {
  static const Pattern kJoiner(R"((?:[,;]| và)\s+)"), kSmall(R"([,;]\s+(\p{Ll}))");
  if (const auto small = kSmall.at_start(behind);
      small && !posts.begin(behind.substr(small->groups[1]->begin)))
    return true;
  const auto joiner = kJoiner.at_start(behind);
  return joiner && end_of_name(lexicon, behind.substr(joiner->whole().end));
}

}  // namespace

bool begins_person(const Lexicon& lexicon, std::string_view nfc) {
  return lexicon.made<Persons>().addressed.at_start(nfc).has_value();
}

std::uint32_t end_of_person(const Lexicon& lexicon, std::string_view nfc) {
  const auto name = end_of_name(lexicon, nfc);
  if (!name) return 0;
  const Posts& posts = lexicon.made<Posts>();
  if (!begins_post(posts, nfc.substr(*name))) return *name;
  std::uint32_t at = *name;
  for (; at < nfc.size() && nfc[at] != ':' && nfc[at] != '\n'; ++at) {
    const bool may_end = nfc[at] == ',' || nfc[at] == ';' || nfc[at] == ' ';
    if (may_end && ends_posts(lexicon, posts, nfc.substr(at))) return at;
    if (nfc[at] == '.' && (at + 1 == nfc.size() || nfc[at + 1] == ' ')) return *name;
  }
  return count_words(nfc.substr(*name, at - *name)) <= kPostWords ? at : *name;
}

std::vector<Bytes> persons_of(const Lexicon& lexicon, std::string_view nfc) {
  static const Pattern kJoiner(R"([ ,;]*(?:và\s+)?)");
  std::vector<Bytes> out;
  if (end_of_person(lexicon, nfc) == 0) return out;
  for (std::uint32_t at = 0; at < nfc.size();) {
    const std::uint32_t length = end_of_person(lexicon, nfc.substr(at));
    const auto end = length > 0 ? at + length : static_cast<std::uint32_t>(nfc.size());
    out.push_back({at, end});
    at = end + kJoiner.at_start(nfc.substr(end))->whole().end;
  }
  return out;
}

}  // namespace codau::document
