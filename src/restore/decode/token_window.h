// restore/decode/token_window.h — one window of text: its tokens, and the damage of each of its
// lines.
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

/// The data and caches of one window, for all its steps. Results of look-ups are kept until the end
/// of the window, and longer in `cache`. A step that takes it as const looks up nothing new.
struct WindowResources {
  WindowResources(const Knowledge& everything, const RestoreOptions& asked, WordCache& cache);

  // Members that stay the same for the whole window.
  const Knowledge& knowledge;
  const RestoreOptions& restore_options;
  /// Damage by an engine that gives evidence; clean if none is known.
  const ChannelId reader_channel;

  // Members that change on the way.
  /// All searches of the window share one budget. The order of the steps, that of restore_window(),
  /// decides which of the last searches are still made.
  SearchBudget budget;
  /// A cache: a word looked up before gives the same again. Its channels change once, between the
  /// first pass and the last (WordTypes::use_channels()).
  WordTypes types;
  TypedWords typed_words;  ///< stores its results in the words of `types`
};

/// The damage of one line.
struct LineDamage {
  ChannelId channel = kCleanText;
  bool is_typed = false;         ///< much of it is keys typed without an input method
  bool is_only_flagged = false;  ///< its errors are the author's: reported, not changed
};

/// A window cut into tokens. A token that ends a line belongs to the next line.
struct TokenWindow {
  std::string_view text;
  std::vector<Token> tokens;
  std::vector<WordType*> word_types;   ///< by token; null for all but words
  std::vector<std::uint32_t> line_of;  ///< by token
  std::vector<LineDamage> lines;       ///< at least one
  /// By token: confidence of the engine; empty: no evidence.
  std::vector<double> engine_confidence;
  /// True if a change must be all but certain in a line that its engine read nearly right. The
  /// window then has hardly any other damage, or hardly any such line.
  bool is_nearly_clean = false;
  bool has_question_mark_letters = false;  ///< has_question_marks_for_letters() of its text
  /// Read by an engine that knows the letters, though it gave no evidence.
  bool is_engine_output = false;

  [[nodiscard]] const LineDamage& line(std::size_t token) const { return lines[line_of[token]]; }
};

/// Returns the tokens of `text` and their lines, whose damage is not known yet. The vector
/// `engine_confidence` is by token, or empty.
[[nodiscard]] TokenWindow make_token_window(WindowResources& resources, std::string_view text,
                                            std::vector<Token> tokens,
                                            std::vector<double> engine_confidence = {});

/// Returns true if words may be keys typed without an input method: in mode kAuto without evidence.
[[nodiscard]] bool may_be_typed(const WindowResources& resources, const TokenWindow& window);

/// Returns the candidates of the word `token` if it was typed without an input method; null if it
/// was not.
[[nodiscard]] const TypedWord* find_typed_word(WindowResources& resources,
                                               const TokenWindow& window, std::size_t token,
                                               bool in_typed_line);

}  // namespace codau::restore
