// core/error.h — the one error type. Its code is the exit code of the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "core/message.h"

namespace codau {

/// Why a run stopped; the number is the exit code (design: "Commands"). Numbers are never reused.
enum class ErrorCode : std::uint8_t {
  kUsage = 2,        ///< options missing or contradictory
  kInput = 3,        ///< one input or page cannot be read: becomes a reject row, the run goes on
  kNothingRead = 4,  ///< no input at all could be read
  kOutput = 5,       ///< a result cannot be written (full, read-only)
  kModel = 6,        ///< a model or dictionary is missing, damaged or of another version
  kTarget = 7,       ///< the target of an export cannot be reached or refuses
  kInternal = 70,    ///< a broken invariant: always a bug in codau
  kInterrupted = 130,
};

/// What is wrong with an input: the closed list behind `rejects.jsonl`. kNone for other errors.
enum class Cause : std::uint8_t {
  kNone,
  kNotSupported,  ///< content is of no known kind (also a text file named .pdf)
  kEmpty,         ///< zero bytes
  kNoPermission,  ///< the user may not open the file
  kEncrypted,     ///< a PDF that needs a user password
  kDamaged,       ///< broken beyond reading: page list lost, decoder refuses
  kTooSmall,      ///< an image under 16 px a side
  kTooLarge,  ///< an image from 20,000 px a side, or over 200 megapixels, or a file over the bound
  kNotText,   ///< .txt that is neither UTF-8 nor a known legacy encoding
  kCrashed,   ///< the worker died on the page
  kTimeout,   ///< the worker exceeded --timeout-page
  kOutOfMemory,      ///< the worker exceeded its memory limit
  kSecret,           ///< a secrecy mark was read; see --allow-secret
  kSecretSuspected,  ///< a secrecy mark is possible and not excluded (standards 13.15)
  kChanged,          ///< the file was written to while it was read
  // kinds of content that are not read, each with its own remedy
  kArchive,      ///< ZIP, RAR, 7z, tar and their like
  kOffice,       ///< Word, Excel, PowerPoint, OpenDocument, RTF
  kPictureKind,  ///< HEIC, AVIF, GIF, BMP, DjVu and others
  kEmail,        ///< .eml, .msg
  kWebPage,      ///< HTML
  kMedia,        ///< sound or film
  kPortfolio,    ///< a PDF that is the cover of the files in it
  kAttachments,  ///< files in a PDF, which itself is read
  kNoPages,      ///< a PDF of no page
  // what a name in a folder turns out to be
  kMissing,       ///< the file is gone
  kBrokenLink,    ///< a link to nothing
  kLinkLoop,      ///< links that lead back to themselves
  kNameTooLong,   ///< beyond what the system opens
  kNotAFile,      ///< a pipe, socket or device
  kClosedFolder,  ///< the user may not list the folder
  kReadError,     ///< the disk or the network fails
  kPagesOutside,  ///< the file has none of the pages that were asked for
  kTooManyFiles,  ///< no more can be open at once (EMFILE, ENFILE): nothing is wrong with the file
  // what keeps rows from being made anew though the file is fine
  kNewerEdit,    ///< people have edited the document with a newer codau
  kDamagedEdit,  ///< what people have edited in the document cannot be read in codau.db
};
/// Of the list above.
inline constexpr std::size_t kCauses = static_cast<std::size_t>(Cause::kDamagedEdit) + 1;

/// What the system's `error` (an errno) of opening or reading a file means for its user.
[[nodiscard]] Cause cause_of_errno(int error) noexcept;

/// The texts of a cause as people read them, Vietnamese and English. `code` is stable, upper case.
struct CauseText {
  std::string_view code, cause_vi, cause_en, hint_vi, hint_en;
};
/// Total: every Cause has non-empty texts.
[[nodiscard]] const CauseText& text_of(Cause cause) noexcept;

/// The code of an error that no person reads as it is: of an input, whose cause speaks to people,
/// or of a defect of ours. Any other code needs a Message: this one does not compile with it.
struct InnerCode {
  // NOLINTNEXTLINE(google-explicit-constructor): a code stands where an InnerCode is asked for
  consteval InnerCode(ErrorCode given) : code(given) {
    if (given != ErrorCode::kInput && given != ErrorCode::kInternal) throw "needs a Message";
  }
  ErrorCode code;
};

/// Thrown by any stage; caught only where tools/check_layers.py allows: at the worker's request
/// loop and in pipeline/run.cpp (one input or page becomes a reject row), and in app/main.cpp.
/// `what()` says which input and where, never which function, never the text of a page.
class Error final : public std::runtime_error {
 public:
  Error(ErrorCode code, Message message, Cause cause = Cause::kNone)
      : std::runtime_error(message.en), message_(std::move(message)), code_(code), cause_(cause) {}
  /// `detail` is for logs and the field of that name in rejects.jsonl, in English.
  Error(InnerCode code, const std::string& detail) : Error(code.code, Message(detail, detail)) {}
  /// An input that cannot be read, for `cause`.
  Error(Cause cause, const std::string& detail)
      : Error(ErrorCode::kInput, Message(detail, detail), cause) {}
  [[nodiscard]] ErrorCode code() const noexcept { return code_; }
  [[nodiscard]] Cause cause() const noexcept { return cause_; }
  /// For people; `what()` is its English.
  [[nodiscard]] const Message& message() const noexcept { return message_; }

 private:
  Message message_;
  ErrorCode code_;
  Cause cause_;
};

/// Error{kOutput} that says which file cannot be written and why.
[[nodiscard]] Error cannot_write(const std::string& path, const Message& cause);
/// The same of an errno.
[[nodiscard]] Error cannot_write(const std::string& path, int error);

}  // namespace codau
