using System.Runtime.InteropServices;

namespace Conductor.MacOS.Tests;

/// <content>The control side of standin.h, in its order.</content>
internal static unsafe partial class StandIn
{
    [LibraryImport(Name)]
    public static partial void standin_reset();

    [LibraryImport(Name)]
    public static partial void standin_set_main_thread();

    [LibraryImport(Name)]
    public static partial void standin_clear_main_thread();

    [LibraryImport(Name)]
    public static partial ulong standin_thread();

    [LibraryImport(Name)]
    public static partial void standin_drain();

    [LibraryImport(Name)]
    public static partial int standin_violations();

    [LibraryImport(Name)]
    public static partial int standin_violations_text(byte* to, int size);

    [LibraryImport(Name)]
    public static partial int standin_notes_text(byte* to, int size);

    [LibraryImport(Name)]
    public static partial long standin_wrong_thread();

    [LibraryImport(Name)]
    public static partial int standin_wrong_thread_text(byte* to, int size);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long standin_live(string kind);

    [LibraryImport(Name)]
    public static partial int standin_balance_text(byte* to, int size);

    [LibraryImport(Name)]
    public static partial int standin_leaks_text(byte* to, int size);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long standin_calls(string function);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial ulong standin_called_on(string function);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void standin_set_filesystem(string? type, int remote);

    [LibraryImport(Name)]
    public static partial int standin_calls_text(byte* to, int size);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial long standin_wait_calls(string function, long count, int ms);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void standin_fail(string function, int status, int times);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void standin_fail_after(string function, int skip, int status, int times);

    [LibraryImport(Name)]
    public static partial void standin_clear_failures();

    [LibraryImport(Name)]
    public static partial void standin_set_timebase(uint numer, uint denom);

    [LibraryImport(Name)]
    public static partial void standin_set_time_offset(long ns);

    [LibraryImport(Name)]
    public static partial void standin_sleep_machine(long ns);

    [LibraryImport(Name)]
    public static partial ulong standin_ticks(ulong ns);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint standin_add_source(string name, string display, string manufacturer, string model, int unique);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint standin_add_destination(string name, string display, string manufacturer, string model, int unique);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint standin_add_pair(string name, string display, string manufacturer, string model, int source_unique, int destination_unique, uint* destination);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint standin_add_virtual_source(string name, int unique);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint standin_add_virtual_destination(string name, int unique);

    [LibraryImport(Name)]
    public static partial int standin_remove(uint @ref);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int standin_rename(uint @ref, string name, string display);

    [LibraryImport(Name)]
    public static partial int standin_set_offline(uint @ref, int on);

    [LibraryImport(Name)]
    public static partial int standin_set_private(uint @ref, int on);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int standin_set_string(uint @ref, string key, string value);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int standin_set_integer(uint @ref, string key, int value);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int standin_remove_property(uint @ref, string key);

    [LibraryImport(Name)]
    public static partial uint standin_device_of(uint @ref);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint standin_find_source(string name);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint standin_find_destination(string name);

    [LibraryImport(Name)]
    public static partial int standin_unique_id(uint @ref);

    [LibraryImport(Name)]
    public static partial int standin_clients();

    [LibraryImport(Name)]
    public static partial int standin_connections(uint source);

    [LibraryImport(Name)]
    public static partial int standin_wait_connections(uint source, int count, int ms);

    [LibraryImport(Name)]
    public static partial void standin_set_notifications(int style);

    [LibraryImport(Name)]
    public static partial void standin_set_ref_reuse(int on);

    [LibraryImport(Name)]
    public static partial int standin_notices_pending();

    [LibraryImport(Name)]
    public static partial int standin_wait_notices(int ms);

    [LibraryImport(Name)]
    public static partial void standin_post_io_error(uint device, int error);

    [LibraryImport(Name)]
    public static partial void standin_post_notification(int id, int size);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void standin_storm(string name, string manufacturer, int unique, int times, int pause_us, int leave);

    [LibraryImport(Name)]
    public static partial void standin_storm_join();

    [LibraryImport(Name)]
    public static partial void standin_server_dies();

    [LibraryImport(Name)]
    public static partial void standin_server_returns(int keep_clients);

    [LibraryImport(Name)]
    public static partial void standin_set_rule(int rule);

    [LibraryImport(Name)]
    public static partial void standin_set_list_alignment(int alignment);

    [LibraryImport(Name)]
    public static partial void standin_set_late_callbacks(int on);

    [LibraryImport(Name)]
    public static partial int standin_fire(uint source, byte* bytes, int length, ulong stamp);

    [LibraryImport(Name)]
    public static partial int standin_fire_packets(uint source, byte* bytes, uint* lengths, ulong* stamps, int count);

    [LibraryImport(Name)]
    public static partial int standin_fire_pieces(uint source, byte* bytes, int length, int piece, int per_list, ulong stamp);

    [LibraryImport(Name)]
    public static partial int standin_fire_raw(uint source, byte* list, int size);

    [LibraryImport(Name)]
    public static partial long standin_reads();

    [LibraryImport(Name)]
    public static partial ulong standin_longest_read_ns();

    [LibraryImport(Name)]
    public static partial int standin_sent_count(uint endpoint);

    [LibraryImport(Name)]
    public static partial int standin_sent(uint endpoint, int index, standin_sent* about, byte* bytes, int size);

    [LibraryImport(Name)]
    public static partial int standin_sent_bytes(uint endpoint, byte* bytes, int size);

    [LibraryImport(Name)]
    public static partial void standin_sent_clear();

    [LibraryImport(Name)]
    public static partial int standin_wait_sent(uint endpoint, int count, int ms);

    [LibraryImport(Name)]
    public static partial void standin_set_gone_status(int status);

    [LibraryImport(Name)]
    public static partial void standin_set_sysex_pace(int block, int pause_us);

    [LibraryImport(Name)]
    public static partial int standin_events();

    [LibraryImport(Name)]
    public static partial int standin_events_text(byte* to, int size);

    [LibraryImport(Name)]
    public static partial int standin_events_ignored();

    [LibraryImport(Name)]
    public static partial void standin_events_clear();

    [LibraryImport(Name)]
    public static partial int standin_wait_events(int count, int ms);

    [LibraryImport(Name)]
    public static partial void standin_set_held_flags(ulong flags);

    [LibraryImport(Name)]
    public static partial void standin_set_cursor(double x, double y);

    [LibraryImport(Name)]
    public static partial void standin_get_cursor(double* x, double* y);

    [LibraryImport(Name)]
    public static partial void standin_set_display(double x, double y, double width, double height);

    [LibraryImport(Name)]
    public static partial void standin_tap_event(uint type, ushort key, ulong flags);

    [LibraryImport(Name)]
    public static partial void standin_set_post_access(int on);

    [LibraryImport(Name)]
    public static partial void standin_set_listen_access(int on);

    [LibraryImport(Name)]
    public static partial void standin_set_trusted(int on);

    [LibraryImport(Name)]
    public static partial int standin_post_prompts();

    [LibraryImport(Name)]
    public static partial int standin_listen_prompts();

    [LibraryImport(Name)]
    public static partial int standin_trust_prompts();

    [LibraryImport(Name)]
    public static partial void standin_set_session(int there, int console, int locked);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void standin_post_distributed(string name);

    [LibraryImport(Name)]
    public static partial int standin_distributed_observers();

    [LibraryImport(Name)]
    public static partial int standin_loop_entries(nint loop);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int standin_set_layout(string name);

    [LibraryImport(Name)]
    public static partial void standin_set_secure_input(int pid);

    [LibraryImport(Name)]
    public static partial long standin_open_pools();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void standin_set_frontmost(string bundle, string name, string path, int pid);

    [LibraryImport(Name)]
    public static partial void standin_workspace(int what);

    [LibraryImport(Name)]
    public static partial int standin_workspace_observers();

    [LibraryImport(Name)]
    public static partial int standin_opened_text(byte* to, int size);

    [LibraryImport(Name)]
    public static partial int standin_activation_policy();

    [LibraryImport(Name)]
    public static partial int standin_terminated();

    [LibraryImport(Name)]
    public static partial int standin_activities(ulong* options);

    [LibraryImport(Name)]
    public static partial int standin_pasteboard(byte* to, int size);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void standin_set_pasteboard(string text);

    [LibraryImport(Name)]
    public static partial int standin_status_items();

    [LibraryImport(Name)]
    public static partial uint standin_audio_add(int style);

    [LibraryImport(Name)]
    public static partial void standin_audio_default(uint id);

    [LibraryImport(Name)]
    public static partial void standin_audio_set(uint id, float volume, int mute);

    [LibraryImport(Name)]
    public static partial int standin_audio_get(uint id, float* volume, int* mute);

    [LibraryImport(Name)]
    public static partial void standin_audio_remove(uint id);

    [LibraryImport(Name)]
    public static partial int standin_audio_listeners();

    [LibraryImport(Name)]
    public static partial long standin_power(uint message);

    [LibraryImport(Name)]
    public static partial int standin_power_allowed();

    [LibraryImport(Name)]
    public static partial int standin_wait_power_allowed(int count, int ms);

    [LibraryImport(Name)]
    public static partial int standin_assertions();

    [LibraryImport(Name)]
    public static partial void standin_set_hid_access(int access);

    [LibraryImport(Name)]
    public static partial int standin_hid_prompts();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int standin_hid_add(int vendor, int product, int page, int usage, string name);

    [LibraryImport(Name)]
    public static partial void standin_hid_remove(int number);

    [LibraryImport(Name)]
    public static partial void standin_hid_seize(int number, int on);

    [LibraryImport(Name)]
    public static partial int standin_hid_input(int number, byte* bytes, int length);

    [LibraryImport(Name)]
    public static partial int standin_hid_reports();

    [LibraryImport(Name)]
    public static partial int standin_hid_report(int index, int* number, int* type, long* id, byte* to, int size);

    [LibraryImport(Name)]
    public static partial void standin_signal(int number);

    [LibraryImport(Name)]
    public static partial int standin_knotes(int kqueue);

    [LibraryImport(Name)]
    public static partial int standin_qos_count();

    [LibraryImport(Name)]
    public static partial uint standin_qos(int index, ulong* thread);

    [LibraryImport(Name)]
    public static partial void standin_set_translated(int on);
}

/// <summary>struct standin_sent: one packet that went out.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct standin_sent
{
    public ulong stamp;
    public ulong at;
    public ulong thread;
    public uint endpoint;
    public uint port;
    public uint length;
    public uint how;
    public uint list;
    public uint flushed;
}
