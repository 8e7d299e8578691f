// codau/restore_inline.hpp: what codau/restore.hpp declares, over the interface for C. Include
// that.
#pragma once

#include <codau/restore.hpp>

namespace codau::library {
namespace detail {

struct Free {
  void operator()(codau_result* result) const noexcept { codau_result_free(result); }
};
using ResultOfC = std::unique_ptr<codau_result, Free>;

/// Calls `function(error)` and throws what it refuses.
template <class Function>
void checked(const Function& function) {
  codau_error error;
  if (function(&error) != CODAU_OK) throw Error(error);
}

/// The name of a folder for C, which ends at its first NUL.
inline const char* name_of(const std::string& folder) {
  if (folder.find('\0') != std::string::npos) {
    throw Error(codau_error{CODAU_BAD_USE, "the name of a folder has a NUL byte in it",
                            "tên thư mục có byte NUL"});
  }
  return folder.c_str();
}

inline codau_options options_of(const Options& options) {
  codau_options out = Options::defaults();
  out.mode = static_cast<int>(options.mode);
  out.list_tokens = options.list_tokens ? 1 : 0;
  out.write_log = options.write_log ? 1 : 0;
  out.min_confidence = options.min_confidence;
  return out;
}

inline std::string text_of(const codau_result* result) {
  std::size_t size = 0;
  const char* text = codau_result_text(result, &size);
  return std::string(text, size);
}

inline Token token_of(const codau_result* result, std::size_t index) {
  const codau_token& from = *codau_result_token(result, index);
  Token out{from.start,
            from.end,
            from.out_start,
            from.out_end,
            std::string(from.before, from.before_size),
            std::string(from.after, from.after_size),
            static_cast<TokenKind>(from.kind),
            from.confidence,
            {}};
  for (std::size_t i = 0; i < from.alternatives; ++i) {
    const codau_alternative& other = *codau_result_alternative(result, index, i);
    out.alternatives.push_back({std::string(other.text, other.size), other.confidence});
  }
  return out;
}

inline Result result_of(const codau_result* result) {
  Result out;
  out.text = text_of(result);
  std::size_t size = 0;
  const char* log = codau_result_log(result, &size);
  out.log.assign(log, size);
  for (std::size_t i = 0; i < codau_result_changes(result); ++i) {
    const codau_change& from = *codau_result_change(result, i);
    out.changes.push_back({from.start, from.end, from.out_start, from.out_end,
                           std::string(from.before, from.before_size),
                           std::string(from.after, from.after_size), from.rule, from.source,
                           from.runner_up, from.confidence});
  }
  for (std::size_t i = 0; i < codau_result_tokens(result); ++i) {
    out.tokens.push_back(token_of(result, i));
  }
  for (std::size_t i = 0; i < codau_result_doubts(result); ++i) {
    const codau_doubt& from = *codau_result_doubt(result, i);
    out.doubts.push_back(
        {from.out_start, from.out_end, from.runner_up, from.confidence, from.is_author != 0});
  }
  return out;
}

/// The functions of the caller of a stream, and what they threw.
struct Stream {
  const Read& read;
  const Take& take;
  std::exception_ptr thrown;

  static std::size_t call_read(void* user, char* buffer, std::size_t size) noexcept {
    auto& stream = *static_cast<Stream*>(user);
    try {
      return stream.read(buffer, size);
    } catch (...) {
      stream.thrown = std::current_exception();
      return CODAU_READ_FAILED;
    }
  }
  static int call_take(void* user, const codau_result* piece) noexcept {
    auto& stream = *static_cast<Stream*>(user);
    try {
      stream.take(result_of(piece));
      return 0;
    } catch (...) {
      stream.thrown = std::current_exception();
      return 1;
    }
  }
};

}  // namespace detail

inline Restorer::Handle Restorer::opened(const std::string* models, const std::string* data,
                                         const std::vector<std::string>& lexicons) {
  const char* const models_name = models == nullptr ? nullptr : detail::name_of(*models);
  const char* const data_name = data == nullptr ? nullptr : detail::name_of(*data);
  std::vector<const char*> folders;
  for (const std::string& folder : lexicons) folders.push_back(detail::name_of(folder));
  Handle out;
  detail::checked([&](codau_error* error) {
    codau_restorer* made = nullptr;
    const int status =
        codau_restorer_open(models_name, data_name, folders.data(), folders.size(), &made, error);
    out.reset(made);
    return status;
  });
  return out;
}

inline Result Restorer::restore(std::string_view text, const Options& options) const {
  const codau_options given = detail::options_of(options);
  detail::ResultOfC result;
  detail::checked([&](codau_error* error) {
    codau_result* made = nullptr;
    const int status = codau_restore(impl_.get(), text.data(), text.size(), &given, &made, error);
    result.reset(made);
    return status;
  });
  return detail::result_of(result.get());
}

inline void Restorer::restore_stream(const Read& read, const Take& take,
                                     const Options& options) const {
  const codau_options given = detail::options_of(options);
  detail::Stream stream{read, take, nullptr};
  codau_error error;
  const int status = codau_restore_stream(impl_.get(), &given, &detail::Stream::call_read,
                                          &detail::Stream::call_take, &stream, &error);
  if (stream.thrown) std::rethrow_exception(stream.thrown);
  if (status != CODAU_OK) throw Error(error);
}

inline std::string undo(std::string_view text, std::string_view log) {
  detail::ResultOfC result;
  detail::checked([&](codau_error* error) {
    codau_result* made = nullptr;
    const int status = codau_undo(text.data(), text.size(), log.data(), log.size(), &made, error);
    result.reset(made);
    return status;
  });
  return detail::text_of(result.get());
}

}  // namespace codau::library
