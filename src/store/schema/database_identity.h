// store/schema/database_identity.h — recognises and checks the database files of a store, and opens
// them.
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

/// The version of codau.db; version 1 belongs to codau 0.1.0 (store/upgrade/migrations.h).
inline constexpr int kUserVersion = 8;
/// SQLite's application_id, which marks databases of codau.
inline constexpr int kApplicationId = 0x636F6461;  // "coda"
/// Page size in bytes, measured by the size of the file. 400 text documents of 5 KB take 23.6 MB
/// (24.2 MB at half the page size, 24.3 MB at twice). 1,000 damaged documents of 1.4 KB take 24.8
/// MB (24.7 MB, 26.6 MB).
inline constexpr int kDatabasePageBytes = 8192;

/// Tells whether `file` is a store of any version, by its first bytes and without opening it as a
/// database. Keeps the file open until the process ends, for the reason given at
/// identify_database_files().
[[nodiscard]] bool is_store(const std::filesystem::path& file);

/// Throws Error{kOutput} if the file is far longer than its stored blocks: no database is.
void refuse_sparse_file(const std::filesystem::path& file);
/// Limits the work of each statement of the connection by a multiple of the file size
/// (Connection::limit_work). A table that never ends was not made by codau.
void limit_read_work(const Connection& connection);

/// Checks a file before it is opened; everything that opens OUT/codau.db calls it first, so that
/// all commands report the same. Does nothing if the file is missing or still empty. Throws
/// Error{kOutput} in three cases:
/// 1. The first bytes are not those of a database: the file is foreign or damaged.
/// 2. The file was emptied.
/// 3. refuse_sparse_file() throws.
void refuse_foreign_database(const std::filesystem::path& file);
/// Checks a file as refuse_foreign_database() for a reader, and returns `file`. Also throws
/// Error{kNothingRead} if the file is missing or cannot be read.
const std::filesystem::path& require_store(const std::filesystem::path& file);

/// Throws Error{kNothingRead} with the file and the reason: nothing can be read from it.
[[noreturn]] void refuse_reading(const std::filesystem::path& file, const Message& why);

/// Returns the version of a store; 0 for an empty file. Throws Error{kOutput} if the file is no
/// store, or a newer one.
[[nodiscard]] int read_version(const Connection& connection);
/// Throws Error{kOutput} if a column of the schema is missing in the tables.
void require_tables(const Connection& connection);
/// Returns all CREATE statements of a store of kUserVersion, for require_own_schema().
[[nodiscard]] std::vector<std::string> list_own_statements();
/// Prepares a connection that only reads a store of kUserVersion, before any row is read. The file
/// may come from elsewhere. Checks that its tables are tables, replaces its views, and limits the
/// work of statements. Throws Error{kOutput}.
void require_readable(const Connection& connection);

/// Tells whether a file or folder is on a network file system: NFS, SMB, 9P, FUSE, AFS. Processes
/// cannot share memory there, and other machines change files unnoticed.
[[nodiscard]] bool is_remote(const std::filesystem::path& file);

/// Sets a connection up for writing: every commit is durable. Uses WAL, so that others can read
/// meanwhile; on network file systems a rollback journal.
void open_for_writing(const Connection& connection);
/// Moves the log of writes into the file and empties it, without waiting. Returns false if a reader
/// needs the log.
bool truncate_log(const Connection& connection);
/// Moves the log of writes into the file and removes it. A log beside another file of the same name
/// would damage that file. Throws Error{kOutput} if another program has the file open.
void remove_log(const Connection& connection);
/// Removes a database with its journals and logs; does nothing if it is missing.
void remove_database(const std::filesystem::path& file);
/// The files that reading may create or remove. With kLog: those of the log of writes. With kNone:
/// no file; for a dry run.
enum class Footprint : std::uint8_t { kLog, kNone };
/// Returns how to open a file for reading. A run may be writing to it, and its folder may be
/// read-only.
[[nodiscard]] Connection::Access choose_read_access(const std::filesystem::path& file,
                                                    Footprint footprint = Footprint::kLog);

/// Writes a file or a folder to the disk (fsync). Throws Error{kOutput}.
void sync_to_disk(const std::filesystem::path& path);

/// Returns the identities (device, inode) of the files of a database. They change if another file
/// takes the place of one of them while a connection keeps the old files open.
///
/// A process must not open and close a database file by itself while it has a connection to it:
/// POSIX then drops the locks of the connection. The last other process then removes the log of
/// writes, and the connection works on a log that nobody else sees.
[[nodiscard]] std::string identify_database_files(const std::filesystem::path& database);

}  // namespace codau::store
