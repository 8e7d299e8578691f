// codau/restore.hpp: Vietnamese text gets its marks back, for C++17 and later.
//
// All of the library is behind one pointer of Restorer: what is here is compiled into the program
// that includes it, over the interface of codau/restore.h, so both give the same and neither the
// compiler nor its standard library need be those of the library.
#pragma once

#include <codau/restore.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace codau::library {

enum class Mode : int {
  kAuto = CODAU_AUTO,  ///< found out line by line
  kStripped = CODAU_STRIPPED,
  kDamaged = CODAU_DAMAGED,  ///< by a reader of scans
  kClean = CODAU_CLEAN,      ///< NFC and nothing else
};

struct Options {
  Mode mode = Mode::kAuto;
  bool list_tokens = false;                           ///< fill Result::tokens
  bool write_log = false;                             ///< fill Result::log
  double min_confidence = defaults().min_confidence;  ///< a change with less is not made

  [[nodiscard]] static codau_options defaults() noexcept {
    codau_options out;
    codau_options_init(&out, sizeof out);
    return out;
  }
};

/// An edit. Places are bytes of the whole input or output.
struct Change {
  std::uint64_t start = 0, end = 0, out_start = 0, out_end = 0;
  std::string before, after;
  std::string rule;       ///< stripped, latin_ocr, nfc, …
  std::string source;     ///< ocr_restore, lexicon, normalise, encoding
  std::string runner_up;  ///< next best reading, empty if there is none
  double confidence = 0;
};

enum class TokenKind : int {
  kWord = CODAU_WORD,
  kLostWord = CODAU_LOST_WORD,  ///< found where the input has none: `start` is `end`
  kCode = CODAU_CODE,           ///< inside a document's number, an e-mail address, a URL
  kMark = CODAU_MARK,           ///< of a list, or a numeral of letters
  kNumber = CODAU_NUMBER,
};

struct Alternative {
  std::string text;
  double confidence = 0;
};

/// What became of a word, changed or not.
struct Token {
  std::uint64_t start = 0, end = 0, out_start = 0, out_end = 0;
  std::string before, after;
  TokenKind kind = TokenKind::kWord;
  double confidence = 0;                  ///< of `after`; with all alternatives at most 1
  std::vector<Alternative> alternatives;  ///< the next best readings, likeliest first
};

/// A word that may be wrong, changed or not.
struct Doubt {
  std::uint64_t out_start = 0, out_end = 0;
  std::string runner_up;
  double confidence = 0;
  bool is_author = false;  ///< the text has it so: the typing is in doubt
};

struct Result {
  std::string text;
  std::vector<Change> changes;
  std::vector<Token> tokens;  ///< only where Options::list_tokens
  std::vector<Doubt> doubts;
  std::string log;  ///< JSON Lines for undo(); only where Options::write_log
};

/// What the library refuses.
class Error : public std::runtime_error {
 public:
  explicit Error(const codau_error& error)
      : std::runtime_error(error.message), status_(error.status), vietnamese_(error.message_vi) {}
  [[nodiscard]] int status() const noexcept { return status_; }  ///< a codau_status
  [[nodiscard]] const std::string& vietnamese() const noexcept { return vietnamese_; }

 private:
  int status_;
  std::string vietnamese_;
};

/// Fills `buffer` of `size` bytes, returns how many; 0 at the end.
using Read = std::function<std::size_t(char* buffer, std::size_t size)>;
/// Takes the next piece of the result.
using Take = std::function<void(Result piece)>;

/// Immutable: any number of threads may use one at a time.
class Restorer {
 public:
  /// With the models and tables of the prefix in which the library lies.
  Restorer() : impl_(opened(nullptr, nullptr, {})) {}
  /// `models` and `data` are the folders of these names in share/codau, `lexicons` folders of the
  /// user's tables of words, later ones over earlier ones. Throws Error.
  Restorer(const std::string& models, const std::string& data,
           const std::vector<std::string>& lexicons = {})
      : impl_(opened(&models, &data, lexicons)) {}

  /// Throws Error of options that are none.
  [[nodiscard]] Result restore(std::string_view text, const Options& options = {}) const;
  /// A text of any size in bounded memory: all pieces together are what restore() gives. What
  /// `read` or `take` throw comes out as it is.
  void restore_stream(const Read& read, const Take& take, const Options& options = {}) const;

 private:
  struct Close {
    void operator()(codau_restorer* restorer) const noexcept { codau_restorer_close(restorer); }
  };
  using Handle = std::unique_ptr<codau_restorer, Close>;
  static Handle opened(const std::string* models, const std::string* data,
                       const std::vector<std::string>& lexicons);

  Handle impl_;
};

/// The input of a restored text back; `log` is Result::log. Throws Error where it is not of `text`.
[[nodiscard]] std::string undo(std::string_view text, std::string_view log);

[[nodiscard]] inline std::string version() { return codau_version(); }

}  // namespace codau::library

#include <codau/restore_inline.hpp>
