// restore/decode/passage.h — one window of text as far as it is understood: its tokens, and what
// has happened to each of its lines.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "restore/decode/typed_words.h"
#include "restore/decode/word_types.h"
#include "restore/lexicon/knowledge.h"
#include "restore/lexicon/search_budget.h"
#include "restore/text/options.h"
#include "restore/text/tokens.h"

namespace codau::restore {

/// What the steps of one window look words up in. What they find is kept until its end, and in
/// `memory` beyond it, so a step that takes it as const looks up nothing new.
struct Means {
  Means(const Knowledge& everything, const RestoreOptions& asked, WordMemory& memory);

  // The same from the beginning of the window to its end.
  const Knowledge& knowledge;
  const RestoreOptions& options;
  const ChannelId readers_own;  ///< damage by an engine that gives evidence; clean if none is known

  // What changes on the way.
  /// All searches of the window share one budget: which of the last ones are still made depends on
  /// the order of the steps, which is that of restore_window().
  SearchBudget budget;
  /// A cache: a word looked up before gives the same again. The channels that it looks words up by
  /// change once, between the first look and the reading (WordTypes::use()).
  WordTypes types;
  TypedWords typed;  ///< keeps what it finds in the words of `types`
};

/// What has happened to one line.
struct Line {
  ChannelId channel = kCleanText;
  bool is_typed = false;         ///< much of it are keys typed without an input method
  bool is_only_flagged = false;  ///< its errors are the author's: told of, not changed
};

/// A window cut into tokens. What ends a line stands at the beginning of the next.
struct Passage {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<WordType*> words;        ///< by token; null for all but words
  std::vector<std::uint32_t> line_of;  ///< by token
  std::vector<Line> lines;             ///< at least one
  std::vector<double> trust;  ///< by token: the reader's own in what it read; empty: no evidence
  /// A change of a line that its engine read nearly right must be all but certain: the window has
  /// hardly any other damage, or hardly any such line.
  bool is_nearly_clean = false;
  bool asks_letters = false;  ///< has_question_marks_for_letters() of its text
  bool was_read = false;      ///< by an engine that knows the letters, though it gave no evidence

  [[nodiscard]] const Line& line(std::size_t token) const { return lines[line_of[token]]; }
};

/// The tokens of `text` and their lines, of which nothing is known yet. `trust`: by token, or none.
[[nodiscard]] Passage passage_of(Means& means, std::string_view text, std::vector<Token> tokens,
                                 std::vector<double> trust = {});

/// True where words may be keys typed without an input method: nobody has said what the text is.
[[nodiscard]] bool may_be_typed(const Means& means, const Passage& passage);

/// What the word `token` is if it was typed so; null where it was not.
[[nodiscard]] const TypedWord* typed_word(Means& means, const Passage& passage, std::size_t token,
                                          bool in_typed_line);

}  // namespace codau::restore
