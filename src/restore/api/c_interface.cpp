// Implements include/codau/restore.h. The library exports only these functions (restore.map).
#include <codau/restore.h>
#include <dlfcn.h>
#include <link.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "restore/api/change_log.h"
#include "restore/api/restorer.h"
#include "restore/api/stream.h"
#include "restore/api/versioned_struct.h"

namespace fs = std::filesystem;
using codau::both;
using codau::Error;
using codau::ErrorCode;
using codau::Message;
using codau::Restoration;
using codau::restore::RestoreOptions;
using codau::restore::Restorer;

struct codau_restorer {
  Restorer engine;
};

struct codau_result {
  /// Texts, each followed by a NUL, in blocks that do not move.
  class TextPool {
   public:
    const char* keep(std::string_view text) {
      const std::size_t size = text.size() + 1;
      if (size > left_) {
        left_ = std::max(size, kTextBlockBytes);
        blocks_.push_back(std::make_unique<char[]>(left_));
        next_ = blocks_.back().get();
      }
      char* const there = next_;
      there[text.copy(there, text.size())] = '\0';
      next_ += size;
      left_ -= size;
      return there;
    }

   private:
    static constexpr std::size_t kTextBlockBytes = 1U << 14U;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
  };

  std::string text, log;
  std::vector<codau_change> changes;
  std::vector<codau_token> tokens;
  std::vector<std::size_t> first_alternatives;  ///< by token, in `alternatives`
  std::vector<codau_alternative> alternatives;
  std::vector<codau_doubt> doubts;
  TextPool texts;
};

namespace {

/// Writes as much of `message` as fits, without cutting a letter.
template <std::size_t kSize>
void write(char (&place)[kSize], std::string_view message) {
  std::size_t size = std::min(message.size(), kSize - 1);
  while (size < message.size() && size > 0 &&
         (static_cast<unsigned char>(message[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  place[message.copy(place, size)] = '\0';
}

int report(codau_error* error, int status, const char* english, const char* vietnamese) noexcept {
  if (error != nullptr) {
    error->status = status;
    write(error->message, english);
    write(error->message_vi, vietnamese);
  }
  return status;
}

/// Runs `body`; whatever it throws becomes a status.
template <class Body>
int guarded(codau_error* error, const Body& body) noexcept {
  try {
    body();
    return report(error, CODAU_OK, "", "");
  } catch (const Error& found) {
    return report(error, static_cast<int>(found.code()), found.message().en.c_str(),
                  found.message().vi.c_str());
  } catch (const std::bad_alloc&) {
    return report(error, CODAU_NO_MEMORY, "out of memory", "hết bộ nhớ");
  } catch (const std::exception& found) {
    return report(error, CODAU_DEFECT, found.what(), found.what());
  } catch (...) {
    return report(error, CODAU_DEFECT, "unknown exception", "lỗi không rõ");
  }
}

Error bad_use(std::string_view what) {
  return {ErrorCode::kUsage, what + both(": đối số không hợp lệ", ": no valid argument")};
}
void require(bool holds, std::string_view what) {
  if (!holds) throw bad_use(what);
}
Error stopped(const Message& message) { return {ErrorCode::kOutput, message}; }

/// Returns the result of a function of the caller. An exception of that function is no defect of
/// the library.
template <class Function>
auto call_user(const Message& name, const Function& function) {
  const Message threw = name + both(" gây lỗi", " threw");
  try {
    return function();
  } catch (const std::exception& found) {
    throw stopped(threw + ": " + found.what());
  } catch (...) {
    throw stopped(threw);
  }
}

codau_options default_options() {
  return {sizeof(codau_options), CODAU_AUTO, 0, 0, RestoreOptions{}.min_confidence};
}

/// The size in version 0.1, the shortest.
constexpr std::size_t kFirstOptionsSize =
    offsetof(codau_options, min_confidence) + sizeof(codau_options::min_confidence);

codau_options known_options(const codau_options& given) {
  require(given.size >= kFirstOptionsSize && given.size <= 4096,
          "codau_options.size (codau_options_init)");
  const auto known = codau::restore::read_versioned_struct(&given, given.size, default_options());
  require(known.has_value(), "codau_options");
  return *known;
}

/// The settings of one call.
struct CallSettings {
  RestoreOptions options;
  bool write_log = false;
};

CallSettings read_settings(const codau_options* given) {
  CallSettings out;
  if (given == nullptr) return out;
  const codau_options asked = known_options(*given);
  require(asked.mode >= CODAU_AUTO && asked.mode <= CODAU_CLEAN, "codau_options.mode");
  require(asked.min_confidence >= 0 && asked.min_confidence <= 1, "codau_options.min_confidence");
  out.options.mode = static_cast<codau::restore::RestoreMode>(asked.mode);
  out.options.min_confidence = asked.min_confidence;
  out.options.list_tokens = asked.list_tokens != 0;
  out.write_log = asked.write_log != 0;
  return out;
}

int kind_of(codau::WordKind kind) {
  switch (kind) {
    case codau::WordKind::kWord:
      return CODAU_WORD;
    case codau::WordKind::kInserted:
      return CODAU_LOST_WORD;
    case codau::WordKind::kCode:
      return CODAU_CODE;
    case codau::WordKind::kMark:
      return CODAU_MARK;
    case codau::WordKind::kNumber:
      return CODAU_NUMBER;
  }
  return CODAU_WORD;
}

/// A window of a text and its offsets in the whole text.
struct Window {
  std::string_view input;
  const Restoration& restored;
  std::uint64_t in, out;
};

void add_changes(codau_result& result, const Window& window, bool write_log) {
  codau_result::TextPool& texts = result.texts;
  for (const codau::Change& from : window.restored.changes) {
    result.changes.push_back({window.in + from.in.begin, window.in + from.in.end,
                              window.out + from.out.begin, window.out + from.out.end,
                              texts.keep(from.before), texts.keep(from.after), from.before.size(),
                              from.after.size(), texts.keep(from.rule), texts.keep(from.source),
                              texts.keep(from.runner_up), from.confidence});
    if (write_log) result.log += codau::restore::to_jsonl(from, window.in, window.out) + '\n';
  }
}

void add_tokens(codau_result& result, const Window& window) {
  codau_result::TextPool& texts = result.texts;
  for (const codau::RestoredToken& from : window.restored.tokens) {
    result.tokens.push_back(
        {window.in + from.in.begin, window.in + from.in.end, window.out + from.out.begin,
         window.out + from.out.end, texts.keep(slice(window.input, from.in)),
         texts.keep(slice(window.restored.text, from.out)), from.in.size(), from.out.size(),
         kind_of(from.kind), from.confidence, from.alternatives.size()});
    result.first_alternatives.push_back(result.alternatives.size());
    for (const codau::Alternative& other : from.alternatives) {
      result.alternatives.push_back({texts.keep(other.text), other.text.size(), other.confidence});
    }
  }
}

void add(codau_result& result, const Window& window, bool write_log) {
  result.text += window.restored.text;
  add_changes(result, window, write_log);
  add_tokens(result, window);
  for (const codau::Doubt& from : window.restored.doubts) {
    result.doubts.push_back({window.out + from.out.begin, window.out + from.out.end,
                             result.texts.keep(from.runner_up), from.confidence,
                             from.is_author ? 1 : 0});
  }
}

/// Returns a reader that hands out `rest` piece by piece.
codau::restore::ReadBytes reader_of(std::string_view& rest) {
  return [&rest](char* buffer, std::size_t most) {
    const std::size_t got = rest.copy(buffer, most);
    rest.remove_prefix(got);
    return got;
  };
}

std::string_view text_of(const char* text, std::size_t size) {
  require(text != nullptr || size == 0, "text");
  return size == 0 ? std::string_view() : std::string_view(text, size);
}

/// Returns the file that holds this code: the shared library, or the program that it is linked
/// into.
fs::path own_file() {
  Dl_info found{};
  void* map = nullptr;
  const auto here = reinterpret_cast<const void*>(&codau_version);
  if (::dladdr1(here, &found, &map, RTLD_DL_LINKMAP) == 0 || map == nullptr) return {};
  const std::string_view name = static_cast<const link_map*>(map)->l_name;
  std::error_code error;
  return fs::canonical(name.empty() ? fs::path("/proc/self/exe") : fs::path(name), error);
}

/// Returns share/codau of the prefix that contains own_file() in lib/, lib/x86_64-linux-gnu/ or
/// bin/.
fs::path own_share() {
  fs::path folder = own_file();
  for (int up = 0; up < 4 && folder.has_relative_path(); ++up) {
    folder = folder.parent_path();
    std::error_code error;
    if (fs::is_directory(folder / "share/codau/models", error)) return folder / "share/codau";
  }
  throw Error(ErrorCode::kModel,
              both("không thấy share/codau; hãy nêu thư mục models và data",
                   "no share/codau was found: name the folders models and data"));
}

}  // namespace

const char* codau_version(void) { return CODAU_VERSION; }

void codau_options_init(codau_options* options, size_t size) {
  if (options == nullptr) return;
  codau_options defaults = default_options();
  if (size < kFirstOptionsSize) {
    options->size = 0;  // every function refuses this size
    return;
  }
  defaults.size = size;
  std::memset(options, 0, size);
  std::memcpy(options, &defaults, std::min(size, sizeof defaults));
}

int codau_restorer_open(const char* models, const char* data, const char* const* lexicons,
                        size_t count, codau_restorer** out, codau_error* error) {
  return guarded(error, [&] {
    require(out != nullptr, "out");
    *out = nullptr;
    require(lexicons != nullptr || count == 0, "lexicons");
    std::vector<fs::path> folders;
    for (std::size_t i = 0; i < count; ++i) {
      require(lexicons[i] != nullptr, "lexicons");
      folders.emplace_back(lexicons[i]);
    }
    const auto folder = [](const char* given, const char* name) {
      return given != nullptr ? std::string(given) : (own_share() / name).string();
    };
    *out =
        new codau_restorer{Restorer(folder(models, "models").c_str(), folder(data, "data").c_str(),
                                    codau::restore::ModelPlacement::kMapped, folders)};
  });
}

void codau_restorer_close(codau_restorer* restorer) { delete restorer; }

int codau_restore(const codau_restorer* restorer, const char* text, size_t size,
                  const codau_options* options, codau_result** out, codau_error* error) {
  return guarded(error, [&] {
    require(out != nullptr, "out");
    *out = nullptr;
    require(restorer != nullptr, "restorer");
    const CallSettings settings = read_settings(options);
    std::string_view rest = text_of(text, size);
    auto result = std::make_unique<codau_result>();
    codau::restore::restore_stream(
        restorer->engine, settings.options, reader_of(rest),
        [&](std::string_view input, const Restoration& window, std::uint64_t in, std::uint64_t to) {
          add(*result, {input, window, in, to}, settings.write_log);
        });
    *out = result.release();
  });
}

int codau_undo(const char* text, size_t size, const char* log, size_t log_size, codau_result** out,
               codau_error* error) {
  return guarded(error, [&] {
    require(out != nullptr, "out");
    *out = nullptr;
    std::string_view rest = text_of(text, size);
    std::string_view lines = text_of(log, log_size);
    auto result = std::make_unique<codau_result>();
    codau::restore::undo_stream(
        [&]() -> std::optional<std::string> {
          if (lines.empty()) return std::nullopt;
          const std::string line(lines.substr(0, lines.find('\n')));
          lines.remove_prefix(std::min(lines.size(), line.size() + 1));
          return line;
        },
        reader_of(rest), [&](std::string_view bytes) { result->text += bytes; });
    *out = result.release();
  });
}

int codau_restore_stream(const codau_restorer* restorer, const codau_options* options,
                         codau_read read, codau_take take, void* user, codau_error* error) {
  return guarded(error, [&] {
    require(restorer != nullptr, "restorer");
    require(read != nullptr, "read");
    require(take != nullptr, "take");
    const CallSettings settings = read_settings(options);
    codau::restore::restore_stream(
        restorer->engine, settings.options,
        [&](char* buffer, std::size_t size) {
          const std::size_t got = call_user(both("hàm đọc", "the read function"),
                                            [&] { return read(user, buffer, size); });
          if (got == CODAU_READ_FAILED) {
            throw stopped(
                both("hàm đọc đã dừng giữa chừng", "the read function stopped the stream"));
          }
          require(got <= size, "codau_read");
          return got;
        },
        [&](std::string_view input, const Restoration& window, std::uint64_t in, std::uint64_t to) {
          codau_result piece;
          add(piece, {input, window, in, to}, settings.write_log);
          const int answer =
              call_user(both("hàm nhận", "the take function"), [&] { return take(user, &piece); });
          if (answer != 0) {
            throw stopped(
                both("hàm nhận đã dừng giữa chừng", "the take function stopped the stream"));
          }
        });
  });
}

const char* codau_result_text(const codau_result* result, size_t* size) {
  if (size != nullptr) *size = result->text.size();
  return result->text.c_str();
}

const char* codau_result_log(const codau_result* result, size_t* size) {
  if (size != nullptr) *size = result->log.size();
  return result->log.c_str();
}

size_t codau_result_changes(const codau_result* result) { return result->changes.size(); }
size_t codau_result_tokens(const codau_result* result) { return result->tokens.size(); }
size_t codau_result_doubts(const codau_result* result) { return result->doubts.size(); }

const codau_change* codau_result_change(const codau_result* result, size_t index) {
  return index < result->changes.size() ? &result->changes[index] : nullptr;
}

const codau_token* codau_result_token(const codau_result* result, size_t index) {
  return index < result->tokens.size() ? &result->tokens[index] : nullptr;
}

const codau_doubt* codau_result_doubt(const codau_result* result, size_t index) {
  return index < result->doubts.size() ? &result->doubts[index] : nullptr;
}

const codau_alternative* codau_result_alternative(const codau_result* result, size_t token,
                                                  size_t index) {
  if (token >= result->tokens.size() || index >= result->tokens[token].alternatives) return nullptr;
  return &result->alternatives[result->first_alternatives[token] + index];
}

void codau_result_free(codau_result* result) { delete result; }
