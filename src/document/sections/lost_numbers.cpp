#include "document/sections/lost_numbers.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "document/agencies/agency.h"
#include "document/agencies/agency_name.h"
#include "document/agencies/persons.h"
#include "document/sections/headings.h"
#include "document/words/pattern.h"
#include "text/numerals.h"

namespace codau::document {
namespace {

/// What stands where a number should: its bytes, and the value that can still be read; 0 for none.
struct Token {
  ByteRange raw;
  std::uint32_t rest = 0;
  std::int32_t value = 0, parent = 0;
  bool is_speck = false;  ///< no digit is left of it
};

/// Of one or two digits.
std::int32_t to_value(std::string_view digits) {
  return text::parse_whole_number(digits).value_or(0);
}

class Search {
 public:
  Search(const std::vector<SectionBlock>& blocks, std::size_t b,
         const std::vector<NumberStack::Open>& open)
      : blocks_(blocks), b_(b), open_(open), words_(blocks[b].words) {}

  [[nodiscard]] std::optional<ItemNumber> roman() const {
    static const Pattern kPattern(
        R"(([^\p{L}\p{N}]{0,3}([IVXivl1|!LHUTtYJF\[\]]{1,5})(?:\s?[.,:)-])?)\s+(\p{Lu}))"),
        kSpeck(R"((([^\p{L}\p{N}\s"“(-]{1,2}))\s+(\p{Lu}))");
    auto match = kPattern.at_start(words_.text);
    const bool is_speck = !match;
    if (is_speck) match = kSpeck.at_start(words_.text);
    const std::int32_t last = last_of(NumberForm::kRoman);
    if (!match || compute_capital_share(rest_of(match->groups[3]->begin)) < kMinCapitalShare)
      return std::nullopt;
    const std::string_view printed = match->of(words_.text, 2);
    const std::string glyphs = text::correct_roman_glyphs(printed);
    const std::int32_t value = text::parse_roman(glyphs), next = next_of(NumberForm::kRoman);
    if (value > last && (glyphs == printed || (value > last + 1 && next == 0)))
      return std::nullopt;  // a gap is the print's
    if (is_speck && next != last + 2) return std::nullopt;
    if (last > 0 ? next != 0 && next != last + 2 && next > last : next != 2) return std::nullopt;
    return made(NumberForm::kRoman, last + 1, text::format_roman(last + 1),
                {*match->groups[1], match->groups[3]->begin});
  }

  [[nodiscard]] std::optional<ItemNumber> arabic() const {
    const auto token = token_of(NumberForm::kArabic);
    if (!token) return std::nullopt;
    const std::int32_t expected = last_of(NumberForm::kArabic) + 1;
    const bool is_read = token->value == expected && expected > 1;
    if (!is_read && next_of(NumberForm::kArabic) != expected + 1) return std::nullopt;
    return made(NumberForm::kArabic, expected, std::to_string(expected), *token);
  }

  [[nodiscard]] std::optional<ItemNumber> dotted() const {
    const auto token = token_of(NumberForm::kDotted);
    const std::int32_t parent = last_of(NumberForm::kArabic);
    if (!token || parent == 0) return std::nullopt;
    const std::int32_t expected = last_of(NumberForm::kDotted) + 1;
    const bool is_read = token->value == expected && token->parent == parent;
    const bool is_first = expected == 1 && open_.back().form == NumberForm::kArabic;
    const bool is_told = token->is_speck && (is_first || expected > 1) &&
                         next_of(NumberForm::kDotted) == expected + 1;
    if (!is_read && !is_told) return std::nullopt;
    auto out = made(NumberForm::kDotted, expected,
                    std::to_string(parent) + "." + std::to_string(expected), *token);
    out.parent = parent;
    return out;
  }

  /// Where a dash or a letter stands between two numbers that miss the one between them; "- TV.
  /// KINH PHÍ" between III and V.
  [[nodiscard]] std::optional<ItemNumber> skipped(const Lexicon& lexicon) const {
    const std::int32_t last = last_of(NumberForm::kArabic);
    const std::vector<ItemNumber> printed = read_item_numbers(words_);
    const bool is_dash = !printed.empty() && printed.front().form == NumberForm::kDash;
    if (is_dash && next_of(NumberForm::kRoman) == last_of(NumberForm::kRoman) + 2) {
      if (auto number = roman()) return number;
    }
    if (last == 0 || printed.empty() || next_of(NumberForm::kArabic) != last + 2)
      return std::nullopt;
    const ItemNumber& first = printed.front();
    if (!heads_agency(lexicon, first) && !is_lone_letter(lexicon, first)) return std::nullopt;
    return made(NumberForm::kArabic, last + 1, std::to_string(last + 1),
                {first.raw, first.rest, 0, 0, true});
  }

 private:
  /// "- Phòng Hành chính" above a dash and its duty: a heading, where no other dash between the two
  /// numbers stands before an agency, too.
  [[nodiscard]] bool heads_agency(const Lexicon& lexicon, const ItemNumber& dash) const {
    if (dash.form != NumberForm::kDash || !is_agency_at(lexicon, b_) || b_ + 1 >= blocks_.size())
      return false;
    const auto below = words_behind_dash(b_ + 1);
    const bool is_duty = below && !has_head_word(lexicon, below->text) &&
                         (!is_sentence_open(*below) || begins_with_duty(lexicon, *below));
    return is_duty && !has_other_agency(lexicon);
  }

  /// The words of a block of the body that begins with a dash.
  [[nodiscard]] std::optional<Passage> words_behind_dash(std::size_t b) const {
    if (blocks_[b].zone != LineZone::kBody) return std::nullopt;
    const std::vector<ItemNumber> numbers = read_item_numbers(blocks_[b].words);
    if (numbers.empty() || numbers.front().form != NumberForm::kDash) return std::nullopt;
    return take_from(blocks_[b].words, numbers.front().rest);
  }

  [[nodiscard]] bool is_agency_at(const Lexicon& lexicon, std::size_t b) const {
    constexpr std::size_t kMostWords = 12;
    const auto name = words_behind_dash(b);
    return name && is_sentence_open(*name) && begins_with_capital(name->text) &&
           count_words(name->text) <= kMostWords && is_agency(lexicon, name->text);
  }

  [[nodiscard]] bool has_other_agency(const Lexicon& lexicon) const {
    const auto is_border = [&](std::size_t b) {
      const std::vector<ItemNumber> numbers = read_item_numbers(blocks_[b].words);
      return blocks_[b].zone == LineZone::kAppendixHead ||
             (!numbers.empty() && numbers.front().form <= NumberForm::kArabic);
    };
    for (std::size_t b = b_; b-- > 0 && !is_border(b);) {
      if (is_agency_at(lexicon, b)) return true;
    }
    for (std::size_t b = b_ + 1; b < blocks_.size() && !is_border(b); ++b) {
      if (is_agency_at(lexicon, b)) return true;
    }
    return false;
  }

  /// "a. Ông …", "a. Phòng Y tế", who acts, that no "b." follows.
  [[nodiscard]] bool is_lone_letter(const Lexicon& lexicon, const ItemNumber& letter) const {
    const bool is_lone = letter.form == NumberForm::kLetter && letter.value == 1 &&
                         slice(words_.text, letter.raw).ends_with('.') &&
                         last_of(NumberForm::kLetter) == 0 && next_of(NumberForm::kLetter) == 0;
    if (!is_lone) return false;
    const Passage name = take_from(words_, letter.rest);
    return find_person_end(lexicon, name.text) > 0 || is_agency(lexicon, name.text);
  }

  [[nodiscard]] std::string_view rest_of(std::uint32_t at) const {
    return std::string_view(words_.text).substr(at);
  }

  /// The value of the number of this form that is open; 0 for none.
  [[nodiscard]] std::int32_t last_of(NumberForm form) const {
    const auto found = std::ranges::find(open_, form, &NumberStack::Open::form);
    return found == open_.end() ? 0 : found->value;
  }

  /// The next number of this form behind the block and before a higher one; 0 for none.
  [[nodiscard]] std::int32_t next_of(NumberForm form) const {
    for (std::size_t k = b_ + 1; k < blocks_.size(); ++k) {
      if (blocks_[k].zone == LineZone::kAppendixHead) return 0;
      if (blocks_[k].zone != LineZone::kBody) continue;
      for (const ItemNumber& next : read_item_numbers(blocks_[k].words)) {
        if (next.form == form) return next.value;
        if (next.form < form && !next.weak) return 0;
      }
    }
    return 0;
  }

  [[nodiscard]] std::optional<Token> token_of(NumberForm form) const {
    static const Pattern kDigits(R"(([^\p{L}\p{N}]{0,3}(\d{1,2})(?:\s?[.,:;)]{1,2})?)\s+(\p{Lu}))"),
        kDotted(R"(([^\p{L}\p{N}]{0,3}(\d{1,2})\s?[.,]\s?(\d{1,2})[.,:]?)\s+(\p{L}))"),
        kSpeck(
            R"(((?:[^\p{L}\p{N}\s]{0,2}\p{L}|[^\p{L}\p{N}\s]{1,2})[^\p{L}\p{N}\s]{0,2})\s+(\p{Lu}))"),
        kShort(R"((\p{Ll}{1,4})\s+(\p{Lu}))"), kLetter(R"(([a-z|])\s+(\p{L}))");
    const std::string_view text = words_.text;
    if (form == NumberForm::kDotted) {
      if (const auto match = kDotted.at_start(text))
        return Token{*match->groups[1], match->groups[4]->begin, to_value(match->of(text, 3)),
                     to_value(match->of(text, 2)), false};
    } else if (const auto match = kDigits.at_start(text)) {
      return Token{*match->groups[1], match->groups[3]->begin, to_value(match->of(text, 2)), 0,
                   false};
    }
    auto match = kSpeck.at_start(text);
    if (!match && form == NumberForm::kDotted) match = kShort.at_start(text);
    const bool is_first =
        form == NumberForm::kArabic && !open_.empty() && open_.back().form == NumberForm::kRoman;
    if (!match && is_first) match = kLetter.at_start(text);
    if (!match) return std::nullopt;
    return Token{*match->groups[1], match->groups[2]->begin, 0, 0, true};
  }

  static ItemNumber made(NumberForm form, std::int32_t value, std::string norm,
                         const Token& token) {
    ItemNumber out;
    out.form = form;
    out.value = value;
    out.norm = std::move(norm);
    out.raw = token.raw;
    out.rest = token.rest;
    out.repaired = true;
    return out;
  }

  const std::vector<SectionBlock>& blocks_;
  std::size_t b_;
  const std::vector<NumberStack::Open>& open_;
  const Passage& words_;
};

/// The speck, or letter, that a block begins with where a dash could be; nothing for other blocks.
std::optional<Match> speck_of(const SectionBlock& block) {
  static const Pattern kPattern(R"(((?:[^\p{L}\p{N}\s"“(]|[ceoở])['’]?)\s+\p{Lu})");
  return block.zone == LineZone::kBody ? kPattern.at_start(block.words.text) : std::nullopt;
}

}  // namespace

std::optional<ItemNumber> infer_lost_number(const std::vector<SectionBlock>& blocks, std::size_t b,
                                            const std::vector<NumberStack::Open>& open) {
  const Search search(blocks, b, open);
  if (auto roman = search.roman()) return roman;
  if (auto dotted = search.dotted()) return dotted;
  return search.arabic();
}

std::optional<ItemNumber> infer_skipped_number(const Lexicon& lexicon,
                                               const std::vector<SectionBlock>& blocks,
                                               std::size_t b,
                                               const std::vector<NumberStack::Open>& open) {
  return Search(blocks, b, open).skipped(lexicon);
}

std::optional<ItemNumber> infer_lost_dash(const std::vector<SectionBlock>& blocks, std::size_t b) {
  const auto speck = speck_of(blocks[b]);
  if (!speck) return std::nullopt;
  const auto next = b + 1 < blocks.size() ? speck_of(blocks[b + 1]) : std::nullopt;
  ItemNumber out;
  out.form = NumberForm::kDash;
  out.raw = *speck->groups[1];
  out.rest = out.raw.end;
  while (blocks[b].words.text[out.rest] == ' ') ++out.rest;
  out.repaired = true;
  out.weak = !next || next->of(blocks[b + 1].words.text, 1) != speck->of(blocks[b].words.text, 1);
  return out;
}

}  // namespace codau::document
