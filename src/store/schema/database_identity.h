// store/schema/database_identity.h — how the files of a store are known, and how they are opened.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/message.h"
#include "store/database/file_messages.h"
#include "store/database/sqlite.h"
#include "store/schema/ddl.h"

namespace codau::store {

/// The version of codau.db: 1 is that of 0.1.0 (store/upgrade/migrations.h).
inline constexpr int kUserVersion = 8;
inline constexpr int kApplicationId = 0x636F6461;  // "coda"
/// 400 text documents of 5 KB take 23.6 MB, 24.2 and 24.3 at half and twice of it; 1,000 of 1.4 KB,
/// full of damage, 24.8, 24.7 and 26.6.
inline constexpr int kDatabasePageBytes = 8192;

/// Whether `file` is a store of any version, by its first bytes: without opening it as a database.
/// The file itself stays open till the process ends: see identify_database_files().
[[nodiscard]] bool is_store(const std::filesystem::path& file);

/// Throws Error{kOutput} for a file that is far longer than what is stored of it: no database is.
void refuse_sparse_file(const std::filesystem::path& file);
/// The work of one statement is bounded from here on, by a multiple of the size of the file: a
/// table that never ends is no codau's (Connection::limit_work).
void limit_read_work(const Connection& connection);

/// Whoever opens OUT/codau.db begins here, so that all commands say the same of the same file.
/// Throws Error{kOutput} if its first bytes are not those of a database (another's, or damaged), if
/// it was emptied, and as refuse_sparse_file(). If there is none, or one in the making, nothing is
/// wrong.
void refuse_foreign_database(const std::filesystem::path& file);
/// The same for whoever makes none, and the file again; Error{kNothingRead} also where there is
/// none that can be read.
const std::filesystem::path& require_store(const std::filesystem::path& file);

/// Throws Error{kNothingRead} that names the file: nothing can be read from it, because of `why`.
[[noreturn]] void refuse_reading(const std::filesystem::path& file, const Message& why);

/// The version of a store; 0 for a file that is still empty. Throws Error{kOutput} for what is no
/// store, and for a newer one.
[[nodiscard]] int read_version(const Connection& connection);
/// Throws Error{kOutput} unless the tables are those of kUserVersion.
void require_tables(const Connection& connection);
/// All that stands in a store of kUserVersion, as require_own_schema() takes it.
[[nodiscard]] std::vector<std::string> list_own_statements();
/// For who only reads a store of kUserVersion, which may come from elsewhere: before anything of it
/// is read, tables are proved to be tables, views are put in place, work is bounded. Throws
/// Error{kOutput}.
void require_readable(const Connection& connection);

/// Whether a file or folder lies on a file system that cannot share memory between processes, and
/// that others change without this system's knowing: NFS, SMB, 9P, FUSE, AFS.
[[nodiscard]] bool is_remote(const std::filesystem::path& file);

/// Every commit durable; WAL, so that others read meanwhile, or a rollback journal on file systems
/// that are remote.
void open_for_writing(const Connection& connection);
/// Brings what is in the log of writes into the file and empties the log, without waiting. False
/// where somebody reads, who needs it.
bool truncate_log(const Connection& connection);
/// Brings everything into the file itself: a log beside another file of that name would be poison.
/// Throws Error{kOutput} where another program has the file open.
void remove_log(const Connection& connection);
/// The file with its journals and logs; nothing where there is none.
void remove_database(const std::filesystem::path& file);
/// kNone: not even files of a log come or go. A dry run.
enum class Footprint : std::uint8_t { kLog, kNone };
/// How to open a file that a run may be writing to, and that may lie in a read-only folder.
[[nodiscard]] Connection::Access choose_read_access(const std::filesystem::path& file,
                                                    Footprint footprint = Footprint::kLog);

/// fsync of a file or a folder. Throws Error{kOutput}.
void sync_to_disk(const std::filesystem::path& path);

/// Which files a database consists of: it changes when another takes the place of one of them, as
/// long as a connection holds those that were there. The locks of an open connection are gone when
/// its process opens the file by itself and closes it (POSIX); then whoever leaves last takes the
/// log of writes away, and the connection reads and writes what nobody sees.
[[nodiscard]] std::string identify_database_files(const std::filesystem::path& database);

}  // namespace codau::store
