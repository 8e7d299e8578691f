// restore/word_types.h — the words of one window, and what each can be by the channel that it came
// through.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "restore/channel.h"
#include "restore/effort.h"
#include "restore/knowledge.h"
#include "restore/tokens.h"

namespace codau::restore {

/// What an abbreviation without its marks surely was.
struct KnownAbbreviation {
  const std::string* spelling = nullptr;  ///< null for none
  Candidate option;
};

/// A word as it stands in the text, looked up once for all its places.
struct WordType {
  std::u32string seen;      ///< lower case, not empty
  std::uint32_t place = 0;  ///< byte of the window where it first stands
  lm::WordId word = lm::kUnknown;
  FoldGroup fold;             ///< words that differ in marks only
  bool plain = true;          ///< letters only
  bool abbreviation = false;  ///< mostly capitals, and no word of the model
  KnownAbbreviation in_code, in_text;
  KnownAbbreviation misread;    ///< in text, where Đ was read as another letter: "HPND"
  bool is_protected = false;    ///< a known abbreviation that can be no syllable
  std::vector<float> log_prob;  ///< by channel: log P(seen), words weighted by frequency
  std::vector<std::optional<float>> found;  ///< by channel, what a search added
  std::vector<std::vector<Candidate>>
      options;  ///< by channel; empty until asked for; observed first
};

/// The letters of a token, without a space inside it; a dot before one is the mark of the vowel
/// before it ("hô. i" → "hội").
[[nodiscard]] std::string word_of(std::string_view text, const Token& token);

/// The word types of one window and what they could be. Law: all searches together take no more
/// than `effort` allows; a word for which none is left can be itself and what differs in marks.
class WordTypes {
 public:
  WordTypes(const Knowledge& knowledge, Effort& effort);

  /// Precondition: `id` is kFirstLearnt or more.
  [[nodiscard]] const Channel& channel(ChannelId id) const { return *channels_[id - kFirstLearnt]; }
  /// Puts another channel in the place of a learnt one; references to its options end here.
  void replace(ChannelId id, Channel channel);

  /// `text` is that of `token`, which is a word, without spaces.
  WordType& of(std::string_view text, const Token& token);
  /// By channel: log P(seen), all words that it can be weighted by their frequency; for a learnt
  /// channel of which is_searched(), what it is if there are no such words.
  const std::vector<float>& log_probs(WordType& type) const;
  /// True where the whole lexicon must be searched for what the word can be.
  [[nodiscard]] bool is_searched(const WordType& type, ChannelId channel) const;
  /// What a search adds to log_probs(), kMostFound at most in all likelihood. Precondition:
  /// is_searched().
  [[nodiscard]] float found(WordType& type, ChannelId channel);
  static constexpr double kMostFound = 12;
  /// What the word can be if `channel` made it; the first one is the word as it is.
  const std::vector<Candidate>& options(WordType& type, ChannelId channel);
  /// What a gap can be if `channel`, a learnt one, made it; the first one is kNothing.
  const std::vector<Candidate>& lost_words(ChannelId channel);
  /// The worth of the best of the options (lexicon.h).
  [[nodiscard]] float worth(WordType& type, ChannelId channel);

 private:
  [[nodiscard]] bool is_rare(const WordType& type) const;
  [[nodiscard]] std::vector<float> weigh(const WordType& type) const;
  [[nodiscard]] float strange(const WordType& type) const;
  [[nodiscard]] float log_prob_learnt(const WordType& type, const Channel& channel) const;
  [[nodiscard]] std::vector<Candidate> stripped_options(const WordType& type) const;
  [[nodiscard]] std::vector<Candidate> marked_options(const WordType& type,
                                                      const Channel& channel) const;
  [[nodiscard]] std::vector<Candidate> learnt_options(const WordType& type, const Channel& channel);
  /// What `search` finds, a function of the steps that it may take from; nothing where there are
  /// too few.
  template <typename Search>
  [[nodiscard]] std::optional<std::vector<Candidate>> with_effort(const WordType& type,
                                                                  const Search& search);
  [[nodiscard]] std::vector<Candidate> far_options(const WordType& type, const Channel& channel,
                                                   std::size_t& steps) const;
  void drop_foreign(std::vector<Candidate>& options) const;
  [[nodiscard]] std::vector<Candidate> run_together(const SeenWord& word, std::size_t& steps) const;
  [[nodiscard]] std::vector<Candidate> likeliest(std::vector<Candidate> all,
                                                 std::size_t most) const;
  [[nodiscard]] KnownAbbreviation known(std::string_view text, bool in_code) const;
  [[nodiscard]] KnownAbbreviation known_misread(std::string_view text) const;
  const Knowledge& knowledge_;
  std::vector<const Channel*> channels_;
  std::vector<std::unique_ptr<const Channel>> replaced_;
  Effort& effort_;
  std::vector<std::vector<Candidate>> lost_;  ///< by channel; empty until asked for
  std::unordered_map<std::string, std::unique_ptr<WordType>> types_;
};

}  // namespace codau::restore
