#include "restore/c_interface.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/message.h"
#include "restore/restorer.h"
#include "restore/stream.h"

using codau::Error;
using codau::ErrorCode;
using codau::restore::RestoreOptions;
using codau::restore::Restorer;

struct codau_restorer {
  Restorer engine;
};

struct codau_result {
  struct Placed {
    std::uint64_t offset_in, offset_out;
    codau::Change change;
  };
  std::string text;
  std::vector<Placed> changes;
};

namespace {

int report(codau_error* error, int status, std::string_view message) noexcept {
  if (error != nullptr) {
    error->status = status;
    const std::size_t size = message.copy(error->message, sizeof error->message - 1);
    error->message[size] = '\0';
  }
  return status;
}

/// Runs `body`; whatever it throws becomes a status.
template <class Body>
int guarded(codau_error* error, Body body) noexcept {
  try {
    body();
    return report(error, CODAU_OK, {});
  } catch (const Error& found) {
    return report(error, static_cast<int>(found.code()), found.what());
  } catch (const std::exception& found) {
    return report(error, CODAU_DEFECT, found.what());
  } catch (...) {
    return report(error, CODAU_DEFECT, "a callback threw");
  }
}

RestoreOptions options_of(const codau_options* given) {
  RestoreOptions out;
  if (given == nullptr) return out;
  if (given->mode < CODAU_MODE_AUTO || given->mode > CODAU_MODE_CLEAN) {
    throw Error(ErrorCode::kInput, "codau_options: no such mode");
  }
  out.mode = static_cast<codau::restore::Mode>(given->mode);
  out.min_confidence = given->min_confidence;
  return out;
}

}  // namespace

const char* codau_version(void) { return CODAU_VERSION; }

codau_options codau_default_options(void) {
  return {CODAU_MODE_AUTO, RestoreOptions{}.min_confidence};
}

int codau_restorer_open(const char* models, const char* data, codau_restorer** out,
                        codau_error* error) {
  return guarded(error, [&] { *out = new codau_restorer{Restorer(models, data)}; });
}

void codau_restorer_close(codau_restorer* restorer) { delete restorer; }

int codau_restore(const codau_restorer* restorer, const char* text, size_t size,
                  const codau_options* options, codau_result** out, codau_error* error) {
  return guarded(error, [&] {
    auto result = std::make_unique<codau_result>();
    std::string_view rest(text, size);
    codau::restore::restore_stream(
        restorer->engine, options_of(options),
        [&](char* buffer, std::size_t most) {
          const std::size_t got = rest.copy(buffer, most);
          rest.remove_prefix(got);
          return got;
        },
        [&](std::string_view, const codau::Restored& window, std::uint64_t in, std::uint64_t to) {
          result->text += window.text;
          for (const codau::Change& change : window.changes) {
            result->changes.push_back({in, to, change});
          }
        });
    *out = result.release();
  });
}

const char* codau_result_text(const codau_result* result, size_t* size) {
  if (size != nullptr) *size = result->text.size();
  return result->text.c_str();
}

size_t codau_result_changes(const codau_result* result) { return result->changes.size(); }

codau_change codau_result_change(const codau_result* result, size_t index) {
  const auto& [in, out, change] = result->changes[index];
  return {in + change.in.begin,  in + change.in.end,       out + change.out.begin,
          out + change.out.end,  change.before.c_str(),    change.before.size(),
          change.after.c_str(),  change.after.size(),      change.rule.c_str(),
          change.source.c_str(), change.runner_up.c_str(), change.confidence};
}

void codau_result_free(codau_result* result) { delete result; }

int codau_restore_stream(const codau_restorer* restorer, const codau_options* options,
                         codau_read read, codau_write write, void* user, codau_error* error) {
  return guarded(error, [&] {
    codau::restore::restore_stream(
        restorer->engine, options_of(options),
        [&](char* buffer, std::size_t size) { return std::min(size, read(user, buffer, size)); },
        [&](std::string_view, const codau::Restored& window, std::uint64_t, std::uint64_t) {
          if (write(user, window.text.data(), window.text.size()) != 0) {
            throw Error(ErrorCode::kOutput, codau::both("hàm ghi đã dừng giữa chừng",
                                                        "the write function stopped the stream"));
          }
        });
  });
}
