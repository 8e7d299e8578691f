// core/error.h — the exception type of the whole program, its exit codes, and the causes for which
// inputs are rejected. The command `codau run` lists rejected inputs in the file rejects.jsonl of
// its output folder.
// Comments write Error{kInput} for an Error with ErrorCode::kInput. They write Error{Cause::kEmpty}
// for an Error with ErrorCode::kInput and Cause::kEmpty.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "core/message.h"

namespace codau {

/// What failed. The number is the exit code of the program, and is never reused.
enum class ErrorCode : std::uint8_t {
  kUsage = 2,          ///< options missing or contradictory
  kInput = 3,          ///< an input or page cannot be read; a run rejects it and goes on
  kNothingRead = 4,    ///< no input could be read, or a folder has no readable codau.db
  kOutput = 5,         ///< a result cannot be written or read back (disk full, read-only)
  kModel = 6,          ///< a model or dictionary is missing, damaged or of another version
  kTarget = 7,         ///< a database cannot be reached, or refuses the exported rows
  kInternal = 70,      ///< a broken invariant: always a bug in codau
  kInterrupted = 130,  ///< a signal stopped the run
};

/// Why an input is rejected: the complete list of causes in `rejects.jsonl`. Worker: the process
/// that `codau run` starts to read pages.
enum class Cause : std::uint8_t {
  kNone,             ///< the error is not about an input, or its cause is unknown
  kNotSupported,     ///< the content is of no supported kind (also a text file named .pdf)
  kEmpty,            ///< zero bytes
  kNoPermission,     ///< the user may not open the file
  kEncrypted,        ///< a PDF that needs a user password
  kDamaged,          ///< broken beyond reading: page list lost, decoder fails
  kTooSmall,         ///< an image under 16 px a side
  kTooLarge,         ///< side of 20,000 px or more, over 200 megapixels, or a file over a limit
  kNotText,          ///< .txt that is neither UTF-8 nor a known legacy encoding
  kCrashed,          ///< the worker died on the page
  kTimeout,          ///< the worker exceeded the time of option --timeout-page
  kOutOfMemory,      ///< the worker exceeded its memory limit
  kSecret,           ///< a secrecy mark such as MẬT was read; --allow-secret accepts it
  kSecretSuspected,  ///< a secrecy mark cannot be excluded
  kChanged,          ///< the file changed while it was read
  // Kinds of content that codau does not read.
  kArchive,      ///< ZIP, RAR, 7z, tar and their like
  kOffice,       ///< Word, Excel, PowerPoint, OpenDocument, RTF
  kPictureKind,  ///< other image formats: HEIC, AVIF, GIF, BMP, DjVu and others
  kEmail,        ///< .eml, .msg
  kWebPage,      ///< HTML
  kMedia,        ///< sound or film
  kPortfolio,    ///< a PDF that is only the cover of attached files
  kAttachments,  ///< files attached to a PDF; the PDF itself is read
  kNoPages,      ///< a PDF without pages
  // Files that cannot be reached, opened or read, or that lack the requested pages.
  kMissing,       ///< the file is gone
  kBrokenLink,    ///< a link to nothing
  kLinkLoop,      ///< links that form a loop
  kNameTooLong,   ///< longer than the system can open
  kNotAFile,      ///< a pipe, socket or device
  kClosedFolder,  ///< the user may not list the folder
  kReadError,     ///< the disk or the network fails
  kPagesOutside,  ///< the file has none of the requested pages
  kTooManyFiles,  ///< too many files are open (EMFILE, ENFILE): nothing is wrong with the file
  // The file is readable, but an edit of its document prevents new rows.
  kNewerEdit,    ///< the document has edits made with a newer codau
  kDamagedEdit,  ///< an edit of the document cannot be read from codau.db
};
/// The number of causes.
inline constexpr std::size_t kCauseCount = static_cast<std::size_t>(Cause::kDamagedEdit) + 1;

/// Returns the cause that belongs to `error`, the errno of a failed attempt to open or read a file.
/// Returns kReadError for any errno without a cause of its own.
[[nodiscard]] Cause cause_of_errno(int error) noexcept;

/// The texts of a cause.
struct CauseText {
  std::string_view code;                ///< the name in outputs, "NO_PERMISSION"; never changes
  std::string_view cause_vi, cause_en;  ///< the cause for people, in Vietnamese and English
  std::string_view hint_vi, hint_en;    ///< how to remedy it, in Vietnamese and English
};
/// Returns the texts of `cause`; none is empty.
[[nodiscard]] const CauseText& describe_cause(Cause cause) noexcept;

/// The code of an error that has only an English text for logs: kInput or kInternal. For all other
/// codes, users need a translated Message, so these codes do not convert to InnerCode.
struct InnerCode {
  // NOLINTNEXTLINE(google-explicit-constructor): a code stands where an InnerCode is asked for
  consteval InnerCode(ErrorCode given) : code(given) {
    if (given != ErrorCode::kInput && given != ErrorCode::kInternal) throw "needs a Message";
  }
  ErrorCode code;
};

/// The exception that all of codau throws. The English message, what(), names the input and the
/// place, never a function and never the text of a page. Only the files in MAY_CATCH of
/// tools/check_layers.py may catch an Error. If an error concerns one input or page, `codau run`
/// adds a line to rejects.jsonl. If an error ends the program, app/main.cpp shows it.
class Error final : public std::runtime_error {
 public:
  /// Makes an error with a message for users.
  Error(ErrorCode code, Message message, Cause cause = Cause::kNone)
      : std::runtime_error(message.en), message_(std::move(message)), code_(code), cause_(cause) {}
  /// Makes an error with an English text only. The text `detail` goes to logs, and to the member
  /// `detail` of rejects.jsonl.
  Error(InnerCode code, const std::string& detail) : Error(code.code, Message(detail, detail)) {}
  /// Makes an error with code kInput: the input cannot be read because of `cause`. The text
  /// `detail` is used as above.
  Error(Cause cause, const std::string& detail)
      : Error(ErrorCode::kInput, Message(detail, detail), cause) {}
  [[nodiscard]] ErrorCode code() const noexcept { return code_; }
  [[nodiscard]] Cause cause() const noexcept { return cause_; }
  /// Returns the message for users. An error made with `detail` returns `detail` in both languages.
  [[nodiscard]] const Message& message() const noexcept { return message_; }

 private:
  Message message_;
  ErrorCode code_;
  Cause cause_;
};

/// Returns Error{kOutput} with the message "PATH: cannot be written: REASON".
[[nodiscard]] Error make_write_error(const std::string& path, const Message& reason);
/// Returns the same error, with describe_errno(error) as the reason. `error`: an errno.
[[nodiscard]] Error make_write_error(const std::string& path, int error);

}  // namespace codau
